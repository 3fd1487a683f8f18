package io.fleetport.domain.station;

import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A battery pack in one place for a time. A pack is in one place at any time, by construction: the next stay begins where
 * the one before ends.
 *
 * @param until when it was first known to be elsewhere, null while it is there
 * @param socStartPercent state of charge when the stay began, null when not said
 * @param socEndPercent state of charge last told in it, null when not said
 */
public record PackStay(
        Place place,
        Instant from,
        @Nullable Instant until,
        @Nullable Double socStartPercent,
        @Nullable Double socEndPercent) {

    /** Where a pack can be. */
    public sealed interface Place {}

    public record InSlot(StationId station, SlotId slot) implements Place {}

    public record InVehicle(VehicleId vehicle) implements Place {}

    /** Out of the slot it was last in; where to was not said. */
    public record Elsewhere(StationId leftStation, SlotId leftSlot) implements Place {}

    /**
     * The journey that the moves of one pack tell of, oldest stay first. The moves may be in any order. A sighting counts
     * only where it is the first that is known of the pack at its station: later on the transfers tell the way.
     */
    public static List<PackStay> journey(List<PackMove> moves) {
        List<PackMove> inOrder = new ArrayList<>(moves);
        inOrder.sort(PackMove.ORDER);
        Set<StationId> visited = new HashSet<>();
        inOrder.removeIf(move -> !visited.add(move.station()) && move.kind() == PackMove.Kind.SEEN);
        List<PackStay> stays = new ArrayList<>();
        for (PackMove move : inOrder) {
            @Nullable PackStay last = stays.isEmpty() ? null : stays.getLast();
            Place place = placeAfter(move);
            @Nullable Double soc = move.condition().socPercent();
            if (last != null && refines(last.place(), place)) {
                stays.set(stays.size() - 1, last.confirmed(place, soc));
            } else {
                if (last != null) {
                    stays.set(stays.size() - 1, last.ended(move));
                }
                stays.add(new PackStay(place, move.at(), null, soc, soc));
            }
        }
        return stays;
    }

    /** As {@link #journey(List)}, and then where the pack was seen last, if that was after the last move. */
    public static List<PackStay> journey(List<PackMove> moves, StationId station, SlotId slot, Instant seenAt) {
        List<PackStay> stays = new ArrayList<>(journey(moves));
        Place place = new InSlot(station, slot);
        boolean later = moves.stream()
                .noneMatch(
                        move -> move.kind() != PackMove.Kind.SEEN && !move.at().isBefore(seenAt));
        if (later && (stays.isEmpty() || !stays.getLast().place().equals(place))) {
            if (!stays.isEmpty()) {
                PackStay last = stays.removeLast();
                stays.add(
                        new PackStay(last.place(), last.from(), seenAt, last.socStartPercent(), last.socEndPercent()));
            }
            stays.add(new PackStay(place, seenAt, null, null, null));
        }
        return stays;
    }

    private static Place placeAfter(PackMove move) {
        return switch (move.kind()) {
            case IN, SEEN -> new InSlot(move.station(), move.slot());
            case OUT ->
                move.vehicle() == null ? new Elsewhere(move.station(), move.slot()) : new InVehicle(move.vehicle());
        };
    }

    /** Whether the second place is the first one, told once more or more exactly. */
    private static boolean refines(Place known, Place told) {
        return known.equals(told)
                || known instanceof Elsewhere && told instanceof InVehicle
                || known instanceof InVehicle && told instanceof Elsewhere;
    }

    private PackStay confirmed(Place told, @Nullable Double soc) {
        return new PackStay(
                told instanceof Elsewhere ? place : told,
                from,
                until,
                socStartPercent == null ? soc : socStartPercent,
                soc == null ? socEndPercent : soc);
    }

    private PackStay ended(PackMove next) {
        boolean leaves = next.kind() == PackMove.Kind.OUT;
        @Nullable Double soc = next.condition().socPercent();
        return new PackStay(place, from, next.at(), socStartPercent, leaves && soc != null ? soc : socEndPercent);
    }
}
