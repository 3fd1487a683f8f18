package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.Packs;
import io.fleetport.application.port.out.StationChanges.Moved;
import io.fleetport.application.port.out.StationChanges.PackSeen;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.PackCondition;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackMove;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Battery packs and the evidence of where they were, as items of the pack's own partition. A pack travels, so that two writers
 * may tell of it at the same time: the newer word stands whichever comes first. Moves that name a vehicle are found by it, to
 * be erased.
 */
final class PackItems {

    static final String VEHICLE = "vehicle_id";
    static final String OBSERVED = "observed_at";

    private static final String PACK = "pack_id";
    private static final String STATION = "station_id";
    private static final String SLOT = "slot_id";
    private static final String KIND = "kind";
    private static final String EVIDENCE = "evidence";
    private static final String SOC = "soc_percent";
    private static final String HEALTH = "health_percent";
    private static final String TEMPERATURE = "temperature_c";

    private PackItems() {}

    static Key key(PackSeen seen) {
        return StationKeys.pack(seen.key().organization(), seen.pack());
    }

    static boolean isNews(PackSeen seen, @Nullable Item stored) {
        return stored == null || !stored.instant(OBSERVED).isAfter(seen.observedAt());
    }

    /** Leaves what is not told as it is, and does not hold when something newer was told meanwhile. */
    static Write seen(PackSeen seen) {
        OrganizationId organization = seen.key().organization();
        List<Object> values = new ArrayList<>(List.of(
                seen.pack().value(),
                seen.key().station().value(),
                seen.slot().value(),
                seen.observedAt(),
                StationKeys.list(organization, StationKeys.PACKS),
                seen.pack().value()));
        StringBuilder change = new StringBuilder("set {pack_id} = ?, {station_id} = ?, {slot_id} = ?,"
                + " {observed_at} = ?, {gsi1pk} = ?, {gsi1sk} = ?");
        tell(SOC, seen.condition().socPercent(), change, values);
        tell(HEALTH, seen.condition().healthPercent(), change, values);
        tell(TEMPERATURE, seen.condition().temperatureCelsius(), change, values);
        return Write.update(key(seen), Expression.of(change.toString(), values.toArray()))
                .when(Expression.of("attribute_not_exists({pk}) or {observed_at} <= ?", seen.observedAt()));
    }

    private static void tell(String name, @Nullable Double value, StringBuilder change, List<Object> values) {
        if (value != null) {
            change.append(", {").append(name).append("} = ?");
            values.add(value.toString());
        }
    }

    static Packs.Known known(Item item) {
        return new Packs.Known(
                new PackId(item.text(PACK)),
                condition(item),
                new StationId(item.text(STATION)),
                new SlotId(item.text(SLOT)),
                item.instant(OBSERVED));
    }

    static Key key(Moved moved) {
        return StationKeys.move(moved.key().organization(), moved.move());
    }

    static Item item(Moved moved) {
        PackMove move = moved.move();
        Item item = Item.at(key(moved))
                .text(PACK, move.pack().value())
                .instant(OBSERVED, move.at())
                .text(STATION, move.station().value())
                .text(SLOT, move.slot().value())
                .text(KIND, move.kind().name())
                .text(EVIDENCE, move.evidence())
                .uuid(VEHICLE, move.vehicle() == null ? null : move.vehicle().value())
                .real(SOC, move.condition().socPercent())
                .real(HEALTH, move.condition().healthPercent())
                .real(TEMPERATURE, move.condition().temperatureCelsius());
        if (move.vehicle() != null) {
            OrganizationId organization = moved.key().organization();
            item.index(
                    Index.GSI2,
                    StationKeys.moves(organization, move.vehicle()),
                    Key.join(Key.time(move.at()), move.pack().value()));
        }
        return item;
    }

    static PackMove move(Item item) {
        @Nullable UUID vehicle = item.uuidOrNull(VEHICLE);
        return new PackMove(
                new PackId(item.text(PACK)),
                item.instant(OBSERVED),
                new StationId(item.text(STATION)),
                new SlotId(item.text(SLOT)),
                PackMove.Kind.valueOf(item.text(KIND)),
                item.text(EVIDENCE),
                vehicle == null ? null : new VehicleId(vehicle),
                condition(item));
    }

    private static PackCondition condition(Item item) {
        return new PackCondition(item.realOrNull(SOC), item.realOrNull(HEALTH), item.realOrNull(TEMPERATURE));
    }
}
