package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.SwapFactsEncoding;
import io.fleetport.application.port.out.StationChanges.SwapChange;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Swaps;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackTransfer;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.Swap;
import io.fleetport.domain.station.SwapFacts;
import io.fleetport.domain.station.SwapId;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Swaps as items and back, without loss at microseconds. */
final class SwapItems {

    static final String FACTS = "facts";
    static final String VEHICLE = "vehicle_id";
    static final String STARTED = "started_at";

    private static final String STATION = "station_id";
    private static final String NAME = "swap_id";
    private static final String STATE = "state";
    private static final String OVER = "over_at";
    private static final String REASON = "reason";
    private static final String RETURNED = "returned";
    private static final String DELIVERED = "delivered";

    private static final String OF_PACK = "_pack_id";
    private static final String OF_SLOT = "_slot_id";
    private static final String OF_SOC = "_soc_percent";

    private SwapItems() {}

    static Item item(SwapChange change) {
        Swap swap = change.swap();
        StationKey station = change.key();
        String start = Key.time(swap.startedAt());
        String name = swap.id().value();
        Item item = Item.at(StationKeys.swap(station, swap.id()))
                .index(
                        Index.GSI1,
                        StationKeys.list(station.organization(), StationKeys.SWAPS),
                        Key.join(start, station.station().value(), name))
                .index(Index.GSI2, StationKeys.list(station, StationKeys.SWAPS), Key.join(start, name))
                .text(STATION, swap.station().value())
                .text(NAME, name)
                .text(STATE, Swaps.State.of(swap).name())
                .uuid(VEHICLE, swap.vehicle() == null ? null : swap.vehicle().value())
                .instant(STARTED, swap.startedAt())
                .instant(OVER, over(swap))
                .bytes(FACTS, SwapFactsEncoding.encode(change.facts()));
        if (swap instanceof Swap.Aborted aborted) {
            item.text(REASON, aborted.reason());
        }
        if (swap instanceof Swap.Completed completed) {
            put(RETURNED, completed.returned(), item);
            put(DELIVERED, completed.delivered(), item);
        }
        return item;
    }

    static Swap swap(Item item) {
        StationId station = new StationId(item.text(STATION));
        SwapId id = new SwapId(item.text(NAME));
        @Nullable UUID uuid = item.uuidOrNull(VEHICLE);
        @Nullable VehicleId vehicle = uuid == null ? null : new VehicleId(uuid);
        Instant startedAt = item.instant(STARTED);
        return switch (Swaps.State.valueOf(item.text(STATE))) {
            case UNDERWAY -> new Swap.Underway(station, id, vehicle, startedAt);
            case COMPLETED ->
                new Swap.Completed(
                        station,
                        id,
                        vehicle,
                        startedAt,
                        item.instant(OVER),
                        transfer(RETURNED, item),
                        transfer(DELIVERED, item));
            case ABORTED ->
                new Swap.Aborted(station, id, vehicle, startedAt, item.instant(OVER), item.textOrNull(REASON));
            case ABANDONED -> new Swap.Abandoned(station, id, vehicle, startedAt, item.instant(OVER));
        };
    }

    static SwapFacts facts(Item item) {
        return SwapFactsEncoding.decode(item.bytes(FACTS));
    }

    private static @Nullable Instant over(Swap swap) {
        return switch (swap) {
            case Swap.Underway u -> null;
            case Swap.Completed completed -> completed.completedAt();
            case Swap.Aborted aborted -> aborted.abortedAt();
            case Swap.Abandoned abandoned -> abandoned.abandonedAt();
        };
    }

    private static void put(String which, @Nullable PackTransfer transfer, Item to) {
        if (transfer != null) {
            to.text(which + OF_PACK, transfer.pack().value())
                    .text(which + OF_SLOT, transfer.slot().value())
                    .real(which + OF_SOC, transfer.socPercent());
        }
    }

    private static @Nullable PackTransfer transfer(String which, Item from) {
        @Nullable String pack = from.textOrNull(which + OF_PACK);
        return pack == null
                ? null
                : new PackTransfer(
                        new PackId(pack), new SlotId(from.text(which + OF_SLOT)), from.realOrNull(which + OF_SOC));
    }
}
