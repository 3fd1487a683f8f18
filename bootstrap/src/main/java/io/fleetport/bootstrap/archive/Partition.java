package io.fleetport.bootstrap.archive;

import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.domain.fleet.OrganizationId;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What lies in one folder of the archive: an organization's messages received on one UTC day. */
record Partition(OrganizationId organization, LocalDate day) implements Comparable<Partition> {

    private static final Comparator<Partition> ORDER =
            Comparator.comparing(Partition::organization).thenComparing(Partition::day);

    private static final Pattern DAY = Pattern.compile("year=([0-9]{4})/month=([0-9]{2})/day=([0-9]{2})$");

    static Partition of(ArchivedMessage message) {
        return new Partition(
                message.subject().organization(), LocalDate.ofInstant(message.receivedAt(), ZoneOffset.UTC));
    }

    /** Above all of an organization's partitions. */
    static Path under(Path folder, OrganizationId organization) {
        return folder.resolve("organization=" + organization).resolve("telemetry");
    }

    /** The day that a partition's folder is of; empty when it is none. */
    static Optional<LocalDate> dayOf(Path partition) {
        Matcher name = DAY.matcher(partition.toString().replace('\\', '/'));
        return name.find()
                ? Optional.of(LocalDate.of(
                        Integer.parseInt(name.group(1)),
                        Integer.parseInt(name.group(2)),
                        Integer.parseInt(name.group(3))))
                : Optional.empty();
    }

    /** Named so that query engines take the names for columns (Hive partitions). */
    Path under(Path folder) {
        return under(folder, organization)
                .resolve("year=%04d".formatted(day.getYear()))
                .resolve("month=%02d".formatted(day.getMonthValue()))
                .resolve("day=%02d".formatted(day.getDayOfMonth()));
    }

    @Override
    public int compareTo(Partition other) {
        return ORDER.compare(this, other);
    }
}
