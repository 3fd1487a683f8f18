package io.fleetport.application.station;

import io.fleetport.application.station.StationTelling.SeenPack;
import io.fleetport.domain.station.EventStamp;
import io.fleetport.domain.station.PackCondition;
import io.fleetport.domain.station.PackMove;
import io.fleetport.domain.station.PackTransfer;
import io.fleetport.domain.station.Slot;
import io.fleetport.domain.station.SlotContent;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The slots of one station, each as last observed. Used by one thread. */
final class SlotBook {

    /** What a sighting in a report of the slots gives as its evidence. */
    private static final String SEEN = "seen";

    /** Of two contents of one instant the same one must stand whatever order they came in; which, does not matter. */
    private static final Comparator<Slot> NEWER =
            Comparator.comparing(Slot::observedAt).thenComparing(slot -> slot.content().toString());

    private final StationId station;
    private final TreeMap<SlotId, Slot> slots = new TreeMap<>();
    private @Nullable List<Slot> listed;

    SlotBook(StationId station, List<Slot> known) {
        this.station = station;
        known.forEach(slot -> slots.put(slot.id(), slot));
    }

    /** By id. */
    List<Slot> slots() {
        List<Slot> list = listed;
        if (list == null) {
            list = List.copyOf(slots.values());
            listed = list;
        }
        return list;
    }

    /** @return whether anything is new about it */
    boolean seen(Slot slot, StationTelling telling) {
        @Nullable Slot known = slots.get(slot.id());
        boolean late = known != null && slot.observedAt().isBefore(known.observedAt());
        if (slot.equals(known)) {
            return false;
        }
        slot.content().pack().ifPresent(pack -> {
            boolean samePack = known != null && known.content().pack().equals(Optional.of(pack));
            if (late || !samePack) {
                telling.moves.add(new PackMove(
                        pack,
                        slot.observedAt(),
                        station,
                        slot.id(),
                        PackMove.Kind.SEEN,
                        SEEN,
                        null,
                        condition(slot.content())));
            }
            telling.seen(new SeenPack(pack, slot.id(), slot.observedAt(), condition(slot.content())));
        });
        put(slot);
        return true;
    }

    void in(EventStamp stamp, PackTransfer transfer, @Nullable VehicleId vehicle, StationTelling telling) {
        Slot slot = new Slot(
                transfer.slot(),
                new SlotContent.Holding(
                        transfer.pack(), SlotContent.Use.CHARGING, PackCondition.ofSoc(transfer.socPercent())),
                stamp.at());
        moved(stamp, transfer, PackMove.Kind.IN, vehicle, slot, telling);
    }

    void out(EventStamp stamp, PackTransfer transfer, @Nullable VehicleId vehicle, StationTelling telling) {
        Slot slot = new Slot(transfer.slot(), SlotContent.EMPTY, stamp.at());
        moved(stamp, transfer, PackMove.Kind.OUT, vehicle, slot, telling);
    }

    private void moved(
            EventStamp stamp,
            PackTransfer transfer,
            PackMove.Kind kind,
            @Nullable VehicleId vehicle,
            Slot slot,
            StationTelling telling) {
        PackCondition condition = PackCondition.ofSoc(transfer.socPercent());
        telling.moves.add(new PackMove(
                transfer.pack(), stamp.at(), station, transfer.slot(), kind, stamp.eventId(), vehicle, condition));
        telling.seen(new SeenPack(transfer.pack(), transfer.slot(), stamp.at(), condition));
        put(slot);
    }

    private void put(Slot slot) {
        @Nullable Slot known = slots.get(slot.id());
        if (known == null || NEWER.compare(slot, known) > 0) {
            slots.put(slot.id(), slot);
            listed = null;
        }
    }

    private static PackCondition condition(SlotContent content) {
        return switch (content) {
            case SlotContent.Empty empty -> PackCondition.UNKNOWN;
            case SlotContent.Holding holding -> holding.condition();
            case SlotContent.Closed closed -> closed.condition();
        };
    }
}
