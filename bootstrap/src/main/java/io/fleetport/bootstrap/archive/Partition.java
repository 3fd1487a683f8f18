package io.fleetport.bootstrap.archive;

import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.domain.fleet.OrganizationId;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;

/** What lies in one folder of the archive: an organization's messages received on one UTC day. */
record Partition(OrganizationId organization, LocalDate day) implements Comparable<Partition> {

    private static final Comparator<Partition> ORDER =
            Comparator.comparing(Partition::organization).thenComparing(Partition::day);

    static Partition of(ArchivedMessage message) {
        return new Partition(
                message.subject().organization(), LocalDate.ofInstant(message.receivedAt(), ZoneOffset.UTC));
    }

    /** Named so that query engines take the names for columns (Hive partitions). */
    Path under(Path folder) {
        return folder.resolve("organization=" + organization)
                .resolve("telemetry")
                .resolve("year=%04d".formatted(day.getYear()))
                .resolve("month=%02d".formatted(day.getMonthValue()))
                .resolve("day=%02d".formatted(day.getDayOfMonth()));
    }

    @Override
    public int compareTo(Partition other) {
        return ORDER.compare(this, other);
    }
}
