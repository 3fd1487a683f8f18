package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Fleets;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.Fleet;
import io.fleetport.domain.fleet.FleetId;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Fleets by id, and an item for everything in one. What is in a fleet lies in a partition that the fleet names, a new one
 * for each fleet made: so whatever is put into a fleet while it is dissolved is in none, however many things were in it.
 */
final class DynamoFleets implements Fleets {

    private static final String PART = "fleet";
    private static final String CONTENTS = "contents";
    private static final String VEHICLE = "vehicle";
    private static final String STATION = "station";

    /** Keys deleted at a time; not a limit of DynamoDB. */
    private static final int AT_ONCE = 500;

    private final Database database;

    DynamoFleets(Database database) {
        this.database = database;
    }

    private static Key key(OrganizationId organization, FleetId fleet) {
        return Key.of(Table.TENANTS, organization, PART, fleet.value());
    }

    @Override
    public void keep(Fleet fleet) {
        database.write(Write.update(
                key(fleet.organization(), fleet.id()),
                Expression.of(
                        "set {fleet} = ?, {name} = ?, {created_at} = if_not_exists({created_at}, ?),"
                                + " {contents} = if_not_exists({contents}, ?)",
                        fleet.id().value(),
                        TenantAttributes.storable(fleet.name()),
                        fleet.createdAt(),
                        UUID.randomUUID())));
    }

    @Override
    public boolean remove(OrganizationId organization, FleetId fleet) {
        Key key = key(organization, fleet);
        Optional<Item> found = database.get(key);
        if (found.isEmpty()) {
            return false;
        }
        String contents = found.get().text(CONTENTS);
        if (!database.writeOnce(Write.delete(key).when(Expression.of("{contents} = ?", contents)))) {
            return false;
        }
        // Out of everyone's sight already: what an interruption leaves behind is in no fleet.
        Query all = Query.of(Table.TENANTS, organization, part(fleet.value(), contents));
        List<Item> some = database.list(all, AT_ONCE);
        while (!some.isEmpty()) {
            database.writeAll(
                    some.stream().map(item -> Write.delete(item.key())).toList());
            some = database.list(all, AT_ONCE);
        }
        return true;
    }

    @Override
    public Optional<Fleet> find(OrganizationId organization, FleetId fleet) {
        return database.get(key(organization, fleet)).map(item -> fleet(organization, item));
    }

    @Override
    public Page<Fleet> list(OrganizationId organization, @Nullable String cursor, int limit) {
        Query query = Query.of(Table.TENANTS, organization, PART).pages(Listing.pageSize(limit));
        if (cursor != null) {
            query = query.from(Key.after(Cursor.byName(cursor).name()));
        }
        return Listing.page(
                database.stream(query).map(item -> fleet(organization, item)),
                each -> true,
                limit,
                last -> Cursor.of(last.id().value()));
    }

    @Override
    public void assign(FleetId fleet, Subject subject, boolean member) {
        Optional<Item> found = database.get(key(subject.organization(), fleet));
        if (found.isPresent()) {
            Key place = place(found.get(), subject);
            database.write(member ? Write.put(Item.at(place)) : Write.delete(place));
        }
    }

    private static Key place(Item fleet, Subject subject) {
        String name =
                switch (subject) {
                    case VehicleKey key -> Key.join(VEHICLE, key.vehicle().toString());
                    case StationKey key -> Key.join(STATION, key.station().value());
                };
        return Key.of(Table.TENANTS, subject.organization(), part(fleet.text(PART), fleet.text(CONTENTS)), name);
    }

    private static String part(String fleet, String contents) {
        return Key.join(PART, fleet, contents);
    }

    @Override
    public Assets assets(OrganizationId organization, Collection<FleetId> fleets) {
        Set<VehicleId> vehicles = new HashSet<>();
        Set<StationId> stations = new HashSet<>();
        List<Key> wanted =
                fleets.stream().map(fleet -> key(organization, fleet)).toList();
        database.getAll(wanted).values().forEach(fleet -> {
            Query all = Query.of(Table.TENANTS, organization, part(fleet.text(PART), fleet.text(CONTENTS)))
                    .pages(1_000);
            database.stream(all).forEach(item -> {
                String name = item.key().sk();
                int between = name.indexOf(Key.BETWEEN);
                String id = name.substring(between + 1);
                if (name.startsWith(VEHICLE + Key.BETWEEN)) {
                    vehicles.add(new VehicleId(UUID.fromString(id)));
                } else {
                    stations.add(new StationId(id));
                }
            });
        });
        return new Assets(vehicles, stations);
    }

    /** Takes an erased vehicle out of all fleets. @return how many it was in */
    long erase(VehicleKey key) {
        return database.stream(Query.of(Table.TENANTS, key.organization(), PART))
                .filter(fleet ->
                        database.writeOnce(Write.delete(place(fleet, key)).when(Expression.PRESENT)))
                .count();
    }

    private static Fleet fleet(OrganizationId organization, Item item) {
        return new Fleet(organization, new FleetId(item.text(PART)), item.text("name"), item.instant("created_at"));
    }
}
