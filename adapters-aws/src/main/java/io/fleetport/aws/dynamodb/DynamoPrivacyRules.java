package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.QuietHoursEncoding;
import io.fleetport.application.port.out.PrivacyRules;
import io.fleetport.application.port.out.TenantRecords.KeptRule;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.PositionPrivacy;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rules in partitions of the service, as the intake reads those of all organizations and must not miss one, so no index will do.
 * An interval is a text of {@link QuietHoursEncoding}.
 */
final class DynamoPrivacyRules implements PrivacyRules {

    private static final int SHARDS = 8;

    private static final String PART = "position_privacy";

    private final Database database;
    private final Marks marks;

    DynamoPrivacyRules(Database database) {
        this.database = database;
        this.marks = new Marks(database, "position_privacy_marks");
    }

    private static String part(int shard) {
        return Key.join(PART, Integer.toString(shard));
    }

    private static Key key(VehicleKey key) {
        return Key.ofService(
                Table.TENANTS,
                part(Math.floorMod(key.vehicle().hashCode(), SHARDS)),
                Key.join(key.organization().value(), key.vehicle().toString()));
    }

    @Override
    public Optional<PositionPrivacy> find(VehicleKey key) {
        return database.get(key(key)).map(DynamoPrivacyRules::rule);
    }

    @Override
    public void keep(VehicleKey key, PositionPrivacy rule) {
        Item item = Item.at(key(key))
                .text("organization", key.organization().value())
                .uuid("vehicle", key.vehicle().value())
                .flag("off", rule.off())
                .texts(
                        "schedule",
                        rule.schedule().stream().map(QuietHoursEncoding::text).toList());
        database.transact(List.of(Write.put(item), marks.moved(key)));
    }

    /** The rule of an erased vehicle says nothing any more; that it was one must be seen by those who look for changes. */
    void erase(VehicleKey key) {
        if (find(key).filter(PositionPrivacy::off).isPresent()) {
            keep(key, PositionPrivacy.ON);
        }
    }

    /** Those of an organization by vehicle, behind one of them. */
    static Stream<KeptRule> all(Database database, OrganizationId organization, @Nullable VehicleKey after) {
        List<Stream<Item>> shards = new ArrayList<>();
        for (int shard = 0; shard < SHARDS; shard++) {
            Query query = Query.in(Table.TENANTS, Key.join(Key.SERVICE, part(shard)))
                    .within(Key.prefix(organization.value()))
                    .pages(1_000);
            shards.add(database.stream(
                    after == null ? query : query.from(Key.after(key(after).sk()))));
        }
        return Merging.merged(shards, Comparator.comparing(item -> item.key().sk()))
                .map(item ->
                        new KeptRule(new VehicleKey(organization, new VehicleId(item.uuid("vehicle"))), rule(item)));
    }

    /** Of all organizations: the intake serves them all. */
    @Override
    public Map<VehicleKey, PositionPrivacy> inForce() {
        Map<VehicleKey, PositionPrivacy> rules = new HashMap<>();
        for (int shard = 0; shard < SHARDS; shard++) {
            Query query = Query.in(Table.TENANTS, Key.join(Key.SERVICE, part(shard)))
                    .where(Expression.of("{off} = ?", true))
                    .pages(1_000);
            database.stream(query)
                    .forEach(item -> rules.put(
                            new VehicleKey(
                                    new OrganizationId(item.text("organization")), new VehicleId(item.uuid("vehicle"))),
                            rule(item)));
        }
        return rules;
    }

    @Override
    public String mark() {
        return marks.read();
    }

    private static PositionPrivacy rule(Item item) {
        return new PositionPrivacy(
                item.flag("off"),
                item.texts("schedule").stream().map(QuietHoursEncoding::hours).toList());
    }
}
