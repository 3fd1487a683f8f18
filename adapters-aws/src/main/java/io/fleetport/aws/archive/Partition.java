package io.fleetport.aws.archive;

import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What lies in one folder of the archive: an organization's messages received on one UTC day. */
public record Partition(OrganizationId organization, LocalDate day) implements Comparable<Partition> {

    private static final Comparator<Partition> ORDER =
            Comparator.comparing(Partition::organization).thenComparing(Partition::day);

    private static final Pattern DAY = Pattern.compile("year=([0-9]{4})/month=([0-9]{2})/day=([0-9]{2})/[^/]*$");

    static Partition of(ArchivedMessage message) {
        return new Partition(
                message.subject().organization(), LocalDate.ofInstant(message.receivedAt(), ZoneOffset.UTC));
    }

    /** The batch's messages by where they belong, each in the order they came. */
    public static SortedMap<Partition, List<ArchivedMessage>> split(ArchiveBatch batch) {
        return batch.messages().stream()
                .collect(Collectors.groupingBy(Partition::of, TreeMap::new, Collectors.toList()));
    }

    /** The folder above all of an organization's partitions, with {@code /} between names and none at its ends. */
    public static String above(OrganizationId organization) {
        return "organization=" + organization + "/telemetry";
    }

    /** The day that a file of this path is of; empty when it lies in no partition. */
    static Optional<LocalDate> dayOf(String path) {
        Matcher name = DAY.matcher(path);
        return name.find()
                ? Optional.of(LocalDate.of(
                        Integer.parseInt(name.group(1)),
                        Integer.parseInt(name.group(2)),
                        Integer.parseInt(name.group(3))))
                : Optional.empty();
    }

    /** Its folder, named so that query engines take the names for columns (Hive partitions), as {@link #above} is. */
    public String path() {
        return above(organization)
                + "/year=%04d/month=%02d/day=%02d".formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    }

    @Override
    public int compareTo(Partition other) {
        return ORDER.compare(this, other);
    }
}
