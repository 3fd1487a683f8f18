package io.fleetport.application.station;

import io.fleetport.application.encoding.ByteSink;
import io.fleetport.application.encoding.ByteSource;
import io.fleetport.application.encoding.Micros;
import io.fleetport.application.encoding.SlotEncoding;
import io.fleetport.application.station.StationTelling.SeenPack;
import io.fleetport.domain.station.EventStamp;
import io.fleetport.domain.station.PackCondition;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackMove;
import io.fleetport.domain.station.PackTransfer;
import io.fleetport.domain.station.Slot;
import io.fleetport.domain.station.SlotContent;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The slots of one station, each as last observed, and where each pack was observed last: a slot whose pack was seen in
 * another one since is empty, even if it did not say so. Used by one thread.
 */
final class SlotBook {

    /** What a sighting in a report of the slots gives as its evidence. */
    private static final String SEEN = "seen";

    /** Packs whose last sighting is remembered; more than any station holds, and those gone longest go first. */
    private static final int MOST_PACKS = 4_096;

    /** Of two contents of one instant the same one must stand whatever order they came in; which, does not matter. */
    private static final Comparator<Slot> NEWER = Comparator.comparing(Slot::observedAt)
            .thenComparing(slot -> slot.content().toString());

    /** Where a pack was last, and since when it is known at all. */
    record Sighting(SlotId slot, Instant at, Instant firstAt) {
        private static final Comparator<Sighting> NEWER =
                Comparator.comparing(Sighting::at).thenComparing(Sighting::slot);

        private Sighting and(Sighting other) {
            Sighting last = NEWER.compare(other, this) > 0 ? other : this;
            return new Sighting(last.slot, last.at, firstAt.isBefore(other.firstAt) ? firstAt : other.firstAt);
        }
    }

    /** As observed, before packs seen elsewhere are taken into account. */
    final Map<SlotId, Slot> observed = new TreeMap<>();

    final Map<PackId, Sighting> sightings = new HashMap<>();
    private @Nullable List<Slot> listed;

    /** By id. */
    List<Slot> slots() {
        List<Slot> list = listed;
        if (list == null) {
            list = observed.values().stream().map(this::asKnown).toList();
            listed = list;
        }
        return list;
    }

    private Slot asKnown(Slot slot) {
        boolean elsewhere = slot.content()
                .pack()
                .map(sightings::get)
                .filter(last -> !last.slot().equals(slot.id())
                        && Sighting.NEWER.compare(last, sighting(slot.id(), slot.observedAt())) > 0)
                .isPresent();
        return elsewhere && !(slot.content() instanceof SlotContent.Closed)
                ? new Slot(slot.id(), SlotContent.EMPTY, slot.observedAt())
                : slot;
    }

    /** @return whether anything is new about it */
    boolean seen(StationId station, Slot slot, StationTelling telling) {
        @Nullable Slot known = observed.get(slot.id());
        if (slot.equals(known)) {
            return false;
        }
        slot.content().pack().ifPresent(pack -> {
            @Nullable Sighting last = sightings.get(pack);
            if (last == null || slot.observedAt().isBefore(last.firstAt())) {
                telling.moves.add(new PackMove(
                        pack,
                        slot.observedAt(),
                        station,
                        slot.id(),
                        PackMove.Kind.SEEN,
                        SEEN,
                        null,
                        PackCondition.UNKNOWN));
            }
            telling.seen(new SeenPack(pack, slot.id(), slot.observedAt(), condition(slot.content())));
            sighted(pack, slot.id(), slot.observedAt());
        });
        put(slot);
        return true;
    }

    void in(
            StationId station,
            EventStamp stamp,
            PackTransfer transfer,
            @Nullable VehicleId vehicle,
            StationTelling telling) {
        PackCondition condition = PackCondition.ofSoc(transfer.socPercent());
        SlotContent content = new SlotContent.Holding(transfer.pack(), SlotContent.Use.CHARGING, condition);
        moved(station, stamp, transfer, PackMove.Kind.IN, vehicle, content, telling);
    }

    void out(
            StationId station,
            EventStamp stamp,
            PackTransfer transfer,
            @Nullable VehicleId vehicle,
            StationTelling telling) {
        moved(station, stamp, transfer, PackMove.Kind.OUT, vehicle, SlotContent.EMPTY, telling);
    }

    private void moved(
            StationId station,
            EventStamp stamp,
            PackTransfer transfer,
            PackMove.Kind kind,
            @Nullable VehicleId vehicle,
            SlotContent content,
            StationTelling telling) {
        PackCondition condition = PackCondition.ofSoc(transfer.socPercent());
        telling.moves.add(new PackMove(
                transfer.pack(), stamp.at(), station, transfer.slot(), kind, stamp.eventId(), vehicle, condition));
        telling.seen(new SeenPack(transfer.pack(), transfer.slot(), stamp.at(), condition));
        sighted(transfer.pack(), transfer.slot(), stamp.at());
        put(new Slot(transfer.slot(), content, stamp.at()));
    }

    private void sighted(PackId pack, SlotId slot, Instant at) {
        sightings.merge(pack, sighting(slot, at), Sighting::and);
        listed = null;
        if (sightings.size() > MOST_PACKS) {
            sightings.entrySet().stream()
                    .min(Map.Entry.comparingByValue(Sighting.NEWER))
                    .ifPresent(oldest -> sightings.remove(oldest.getKey()));
        }
    }

    private static Sighting sighting(SlotId slot, Instant at) {
        return new Sighting(slot, at, at);
    }

    private void put(Slot slot) {
        @Nullable Slot known = observed.get(slot.id());
        if (known == null || NEWER.compare(slot, known) > 0) {
            observed.put(slot.id(), slot);
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

    /** What {@link #read} goes on from. */
    void write(ByteSink sink) {
        sink.putVarint(observed.size());
        observed.values().forEach(slot -> {
            sink.putLong(Micros.of(slot.observedAt()));
            sink.putText(slot.id().value());
            SlotEncoding.put(slot.content(), sink);
        });
        sink.putVarint(sightings.size());
        new TreeMap<>(sightings).forEach((pack, sighting) -> {
            sink.putText(pack.value());
            sink.putText(sighting.slot().value());
            sink.putLong(Micros.of(sighting.at()));
            sink.putLong(Micros.of(sighting.firstAt()));
        });
    }

    /** Takes in what {@link #write} wrote, into a book that is empty. */
    void read(ByteSource source) {
        for (int left = source.getCount(10); left > 0; left--) {
            Instant observedAt = Micros.toInstant(source.getLong());
            Slot slot = new Slot(new SlotId(source.getText()), SlotEncoding.get(source), observedAt);
            observed.put(slot.id(), slot);
        }
        for (int left = source.getCount(20); left > 0; left--) {
            sightings.put(
                    new PackId(source.getText()),
                    new Sighting(
                            new SlotId(source.getText()),
                            Micros.toInstant(source.getLong()),
                            Micros.toInstant(source.getLong())));
        }
    }
}
