package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.Micros;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.Usage;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Usage as one item for each organization and hour, with a number for each meter. Amounts of more than a hundred items are
 * more than one transaction: once the first is written the rest is owed, and written before anything else is taken.
 */
final class DynamoUsage implements Usage {

    private static final Logger LOG = LoggerFactory.getLogger(DynamoUsage.class);

    private static final String PART = "usage";

    private record Hour(OrganizationId organization, Instant hour) {}

    /** With the token by which DynamoDB knows a part again that it has already, though it did not get round to saying so. */
    private record Owed(UUID token, List<Write> changes) {}

    private final Database database;
    private final Deque<Owed> owed = new ArrayDeque<>();

    DynamoUsage(Database database) {
        this.database = database;
    }

    @Override
    public synchronized void add(Collection<Amount> amounts) {
        pay();
        List<List<Write>> parts = Merging.parts(changes(amounts), Database.TRANSACTION_WRITES);
        if (parts.isEmpty()) {
            return;
        }
        database.transact(parts.getFirst());
        parts.subList(1, parts.size()).forEach(part -> owed.add(new Owed(UUID.randomUUID(), part)));
        try {
            pay();
        } catch (PortUnavailable away) {
            LOG.info("the rest of what was used is written down later: {}", away.getMessage());
        }
    }

    private void pay() {
        while (!owed.isEmpty()) {
            Owed next = owed.getFirst();
            database.transact(next.changes(), next.token());
            owed.removeFirst();
        }
    }

    private static List<Write> changes(Collection<Amount> amounts) {
        Map<Hour, List<Amount>> byHour = amounts.stream()
                .collect(Collectors.groupingBy(
                        amount -> new Hour(amount.organization(), amount.hour()),
                        // One order for all processes: two that add at once meet at the first item.
                        () -> new TreeMap<>(
                                Comparator.comparing(Hour::organization).thenComparing(Hour::hour)),
                        Collectors.toList()));
        List<Write> changes = new ArrayList<>();
        byHour.forEach((hour, ofHour) -> changes.add(Write.update(
                Key.of(Table.TENANTS, hour.organization(), PART, Key.time(hour.hour())),
                Expression.of(
                        ofHour.stream()
                                .map(amount -> "{" + amount.meter().outwardName() + "} ?")
                                .collect(Collectors.joining(", ", "add ", "")),
                        ofHour.stream().map(Amount::amount).toArray()))));
        return changes;
    }

    /** By hour. */
    static Query all(OrganizationId organization) {
        return Query.of(Table.TENANTS, organization, PART);
    }

    /** What an hour's item holds. */
    static List<Amount> amounts(OrganizationId organization, Item item) {
        Instant hour = Micros.toInstant(Long.parseLong(item.key().sk()));
        List<Amount> amounts = new ArrayList<>();
        for (Meter meter : Meter.values()) {
            if (item.has(meter.outwardName())) {
                amounts.add(new Amount(organization, hour, meter, item.number(meter.outwardName())));
            }
        }
        return amounts;
    }

    @Override
    public List<Amount> of(OrganizationId organization, Instant from, Instant until) {
        List<Amount> amounts = new ArrayList<>();
        database.stream(Query.of(Table.TENANTS, organization, PART).between("", from, until))
                .forEach(item -> amounts.addAll(amounts(organization, item)));
        return amounts;
    }
}
