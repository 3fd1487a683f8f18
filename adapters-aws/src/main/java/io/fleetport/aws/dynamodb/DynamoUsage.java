package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.Micros;
import io.fleetport.application.port.out.Usage;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Usage as one item for each organization and hour, with a number for each meter. Amounts of many items are more than one
 * transaction, each with a mark by which it is known that it was done.
 */
final class DynamoUsage implements Usage {

    private static final String PART = "usage";

    /** How long it is remembered that something was added; whoever adds it again does so at once. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private record Hour(OrganizationId organization, Instant hour) {}

    private final Database database;
    private final Clock clock;

    DynamoUsage(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void add(UUID id, List<Amount> amounts) {
        List<List<Write>> parts = Merging.parts(changes(amounts), Database.TRANSACTION_WRITES - 1);
        for (int i = 0; i < parts.size(); i++) {
            List<Write> part = new ArrayList<>(parts.get(i));
            Key done = Key.ofService(Table.TENANTS, Key.join("usage-page", id.toString()), Key.digits(i));
            part.add(Write.put(Item.at(done).expires(clock.instant().plus(REMEMBERED)))
                    .when(Expression.ABSENT));
            database.transact(part); // nothing is done where the mark is there already
        }
    }

    private static List<Write> changes(List<Amount> amounts) {
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
