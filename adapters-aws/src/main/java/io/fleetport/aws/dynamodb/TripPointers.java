package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.TelemetryLedger.TripChange;
import io.fleetport.application.port.out.Trips.State;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a trip is to be found by its id, once and outside of any organization; and which trips are underway, in a few partitions
 * that are read as they are now when a process picks up the work of another.
 */
final class TripPointers {

    /** What all organizations have underway goes to as many partitions. */
    static final int SHARDS = 16;

    private static final String POINTER = "trip";
    private static final String ORGANIZATION = "organization";
    private static final String VEHICLE = "vehicle";
    private static final String PLACE = "place";
    private static final String STATE = "state";

    private TripPointers() {}

    static Key key(TripId trip) {
        return Key.ofService(Table.TELEMETRY, Key.join(POINTER, trip.toString()), POINTER);
    }

    static VehicleKey vehicle(Item pointer) {
        return new VehicleKey(new OrganizationId(pointer.text(ORGANIZATION)), new VehicleId(pointer.uuid(VEHICLE)));
    }

    /** Where the trip itself is. */
    static Key trip(Item pointer) {
        return new Key(
                Table.TELEMETRY, SubjectItems.partition(vehicle(pointer)), TripItems.PREFIX + pointer.text(PLACE));
    }

    static Key underway(int shard, String sk) {
        return Key.ofService(Table.TELEMETRY, Key.join("underway", Integer.toString(shard)), sk);
    }

    private static Key underway(VehicleKey vehicle, TripId trip) {
        return underway(
                Math.floorMod(vehicle.vehicle().hashCode(), SHARDS),
                Key.join(vehicle.organization().value(), vehicle.vehicle().toString(), trip.toString()));
    }

    static VehicleKey vehicleUnderway(Item marker) {
        String[] parts = marker.key().sk().split(String.valueOf(Key.BETWEEN), -1);
        return new VehicleKey(new OrganizationId(parts[0]), VehicleId.parse(parts[1]));
    }

    /**
     * What stores the trip instead of the one that is stored: one item as a rule, more when it begins, ends or begins at another
     * time.
     *
     * @param stored pointers as they are
     * @throws PortRefused when the id is another vehicle's trip
     */
    static List<Write> told(TripChange change, Map<Key, Item> stored) {
        VehicleKey vehicle = change.key();
        TripId id = change.trip().id();
        @Nullable Item before = stored.get(key(id));
        if (before != null && !vehicle(before).equals(vehicle)) {
            throw new PortRefused(
                    "trip " + id + " belongs to another vehicle or organization",
                    new IllegalArgumentException("trip ids must be unique across organizations"));
        }
        List<Write> writes = new ArrayList<>();
        writes.add(Write.put(TripItems.of(vehicle, change.trip(), change.opening())));
        State state = State.of(change.trip());
        String place = TripItems.place(change.trip().startedAt(), id);
        if (before == null
                || !before.text(PLACE).equals(place)
                || !before.text(STATE).equals(state.name())) {
            Item pointer = Item.at(key(id))
                    .text(ORGANIZATION, vehicle.organization().value())
                    .uuid(VEHICLE, vehicle.vehicle().value())
                    .text(PLACE, place)
                    .text(STATE, state.name());
            writes.add(Write.put(pointer)
                    .when(
                            before == null
                                    ? Expression.ABSENT
                                    : Expression.of(
                                            "{place} = ? and {state} = ?", before.text(PLACE), before.text(STATE))));
        }
        if (before != null && !before.text(PLACE).equals(place)) {
            writes.add(Write.delete(trip(before)));
        }
        boolean wasUnderway = before != null && before.text(STATE).equals(State.UNDERWAY.name());
        if (state == State.UNDERWAY && !wasUnderway) {
            writes.add(Write.put(Item.at(underway(vehicle, id))));
        } else if (state != State.UNDERWAY && wasUnderway) {
            writes.add(Write.delete(underway(vehicle, id)));
        }
        return writes;
    }

    /** Of a trip that is erased. */
    static List<Write> erased(VehicleKey vehicle, Item trip) {
        TripId id = new TripId(trip.uuid("trip"));
        return List.of(Write.delete(trip.key()), Write.delete(key(id)), Write.delete(underway(vehicle, id)));
    }
}
