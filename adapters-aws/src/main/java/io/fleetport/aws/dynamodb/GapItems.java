package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.TelemetryLedger.GapChange;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.trip.Gap;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gaps as items of their vehicle, by beginning, and in the list of their organization; and which gaps each trip has. */
final class GapItems {

    /** Sort keys begin so. */
    static final String PREFIX = Key.prefix("gap");

    private static final String OF_TRIP = "gaps";
    private static final String PLACES = "places";

    private GapItems() {}

    /** Where it is said which gaps a trip has. */
    static Key ofTrip(VehicleKey vehicle, TripId trip) {
        return new Key(Table.TELEMETRY, SubjectItems.partition(vehicle), Key.join(OF_TRIP, trip.toString()));
    }

    private static Key key(VehicleKey vehicle, String place) {
        return new Key(Table.TELEMETRY, SubjectItems.partition(vehicle), PREFIX + place);
    }

    /** The partition of {@link Index#GSI1} with all gaps of an organization. */
    static String list(OrganizationId organization) {
        return Key.join(organization.value(), "gaps");
    }

    static String place(Instant from, TripId trip) {
        return Key.join(Key.time(from), trip.toString());
    }

    /** In the list of all vehicles. */
    static String placeOfAll(Instant from, VehicleId vehicle, TripId trip) {
        return Key.join(Key.time(from), vehicle.toString(), trip.toString());
    }

    private static Item of(VehicleKey vehicle, Gap gap) {
        return Item.at(key(vehicle, place(gap.from(), gap.trip())))
                .index(Index.GSI1, list(vehicle.organization()), placeOfAll(gap.from(), vehicle.vehicle(), gap.trip()))
                .uuid("vehicle", gap.vehicle().value())
                .uuid("trip", gap.trip().value())
                .instant("from", gap.from())
                .instant("until", gap.until())
                .text("cause", gap.cause().name())
                .real("metres_between", gap.metresBetween());
    }

    static Gap gap(Item item) {
        return new Gap(
                new VehicleId(item.uuid("vehicle")),
                new TripId(item.uuid("trip")),
                item.instant("from"),
                item.instant("until"),
                Gap.Cause.valueOf(item.text("cause")),
                item.realOrNull("metres_between"));
    }

    /** What replaces the gaps stored for the trip. */
    static List<Write> told(GapChange change, Map<Key, Item> stored) {
        Map<String, Gap> told = new LinkedHashMap<>();
        change.gaps().forEach(gap -> told.put(place(gap.from(), gap.trip()), gap));
        Item before = stored.get(ofTrip(change.key(), change.trip()));
        List<String> places = before == null ? List.of() : before.texts(PLACES);
        List<Write> writes = new ArrayList<>();
        for (String place : places) {
            if (!told.containsKey(place)) {
                writes.add(Write.delete(key(change.key(), place)));
            }
        }
        told.values().forEach(gap -> writes.add(Write.put(of(change.key(), gap))));
        if (!places.equals(List.copyOf(told.keySet()))) {
            writes.add(listed(change.key(), change.trip(), List.copyOf(told.keySet()), before));
        }
        return writes;
    }

    /** Nothing is done when others have told the trip's gaps meanwhile. */
    private static Write listed(VehicleKey vehicle, TripId trip, List<String> places, @Nullable Item before) {
        Key key = ofTrip(vehicle, trip);
        Write write =
                places.isEmpty() ? Write.delete(key) : Write.put(Item.at(key).texts(PLACES, places));
        return write.when(before == null ? Expression.ABSENT : Expression.of("{places} = ?", before.attribute(PLACES)));
    }

    /** What takes some of a trip's gaps away. */
    static List<Write> without(VehicleKey vehicle, Item ofTrip, List<Item> erased) {
        List<String> left = new ArrayList<>(ofTrip.texts(PLACES));
        List<Write> writes = new ArrayList<>();
        for (Item item : erased) {
            left.remove(item.key().sk().substring(PREFIX.length()));
            writes.add(Write.delete(item.key()));
        }
        TripId trip = new TripId(erased.getFirst().uuid("trip"));
        writes.add(listed(vehicle, trip, left, ofTrip));
        return writes;
    }
}
