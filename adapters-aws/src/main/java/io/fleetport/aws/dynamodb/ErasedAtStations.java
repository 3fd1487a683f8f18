package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.VehicleInBytes;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stations' records stay; in them an erased vehicle becomes {@link VehicleId#ERASED}. Of sessions, swaps and what stations
 * remember no index knows vehicles, as nobody else asks: all of the organization are looked at. Safe to use from many threads.
 */
final class ErasedAtStations {

    private final Database database;

    ErasedAtStations(Database database) {
        this.database = database;
    }

    /** Doing it again changes what is left. @return records changed, by what PostgreSQL's tables are called */
    Map<String, Long> erase(ErasureScope scope) {
        OrganizationId organization = scope.key().organization();
        return Map.of(
                "charging_session", count(told(organization, StationKeys.SESSIONS, scope), item -> facts(item, scope)),
                "swap", count(told(organization, StationKeys.SWAPS, scope), item -> facts(item, scope)),
                "pack_move", count(moves(organization, scope), item -> move(item, scope)),
                "station", count(standings(organization), item -> memory(item, scope)));
    }

    private Stream<Item> told(OrganizationId organization, String list, ErasureScope scope) {
        return database.stream(Query.in(Table.STATIONS, Index.GSI1, StationKeys.list(organization, list))
                .between("", scope.from(), scope.until()));
    }

    private Stream<Item> moves(OrganizationId organization, ErasureScope scope) {
        String ofVehicle = StationKeys.moves(organization, scope.key().vehicle());
        return database.stream(
                Query.in(Table.STATIONS, Index.GSI2, ofVehicle).between("", scope.from(), scope.until()));
    }

    private Stream<Item> standings(OrganizationId organization) {
        Query directory =
                Query.of(Table.STATIONS, organization, StationKeys.STATIONS).pages(Listing.PAGE);
        return database.stream(directory)
                .map(profile ->
                        new StationKey(organization, new StationId(profile.key().sk())))
                .flatMap(station -> database.get(StationKeys.standing(station)).stream());
    }

    private static Optional<Write> facts(Item item, ErasureScope scope) {
        if (!isOf(item, scope)) {
            return Optional.empty();
        }
        byte[] facts = item.bytes(SessionItems.FACTS);
        byte[] left = VehicleInBytes.replaced(facts, scope.key().vehicle(), VehicleId.ERASED);
        return Optional.of(Write.update(
                        item.key(), Expression.of("set {vehicle_id} = ?, {facts} = ?", VehicleId.ERASED.value(), left))
                .when(Expression.of("{facts} = ?", facts)));
    }

    private static Optional<Write> move(Item item, ErasureScope scope) {
        return isOf(item, scope)
                ? Optional.of(Write.update(
                                item.key(),
                                Expression.of(
                                        "set {vehicle_id} = ? remove {gsi2pk}, {gsi2sk}", VehicleId.ERASED.value()))
                        .when(Expression.PRESENT))
                : Optional.empty();
    }

    private static boolean isOf(Item item, ErasureScope scope) {
        return scope.key().vehicle().value().equals(item.uuidOrNull(SessionItems.VEHICLE));
    }

    /** What a station remembers: the version moves, so that whoever holds one in memory loads it again. */
    private static Optional<Write> memory(Item item, ErasureScope scope) {
        byte[] memory = item.bytes(StationStandingItems.MEMORY);
        byte[] left = VehicleInBytes.replaced(memory, scope.key().vehicle(), VehicleId.ERASED);
        long version = StationStandingItems.version(item);
        return left == memory
                ? Optional.empty()
                : Optional.of(
                        Write.update(item.key(), Expression.of("set {memory} = ?, {version} = ?", left, version + 1))
                                .when(Expression.of("{version} = ?", version)));
    }

    private long count(Stream<Item> items, Function<Item, Optional<Write>> change) {
        return items.filter(item -> changed(item, change)).count();
    }

    private boolean changed(Item found, Function<Item, Optional<Write>> change) {
        Pauses pauses = database.pauses("erasing a vehicle at stations");
        @Nullable Item item = found;
        while (item != null) {
            Optional<Write> write = change.apply(item);
            if (write.isEmpty()) {
                return false;
            }
            if (database.writeOnce(write.get())) {
                return true;
            }
            pauses.next(); // told again right then
            item = database.get(found.key()).orElse(null);
        }
        return false;
    }
}
