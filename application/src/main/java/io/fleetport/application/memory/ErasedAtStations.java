package io.fleetport.application.memory;

import io.fleetport.application.encoding.SessionFactsEncoding;
import io.fleetport.application.encoding.SwapFactsEncoding;
import io.fleetport.application.encoding.VehicleInBytes;
import io.fleetport.application.memory.StationShelves.StoredStation;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.application.port.out.StationChanges.SessionChange;
import io.fleetport.application.port.out.StationChanges.Standing;
import io.fleetport.application.port.out.StationChanges.SwapChange;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.ChargingSession;
import io.fleetport.domain.station.PackMove;
import io.fleetport.domain.station.Swap;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;

/** Stations' records stay; in them an erased vehicle becomes {@link VehicleId#ERASED}. Used under the write lock. */
final class ErasedAtStations {

    private final StationShelves shelves;

    ErasedAtStations(StationShelves shelves) {
        this.shelves = shelves;
    }

    /** @return records changed, by table */
    Map<String, Long> erase(ErasureScope scope) {
        VehicleId vehicle = scope.key().vehicle();
        long sessions = 0;
        for (var entry : shelves.sessions.entrySet()) {
            SessionChange known = entry.getValue();
            if (isOwn(scope, known.key().organization())
                    && vehicle.equals(known.session().figures().vehicle())
                    && scope.covers(known.session().startedAt())) {
                entry.setValue(erased(known, vehicle));
                sessions++;
            }
        }
        long swaps = 0;
        for (var entry : shelves.swaps.entrySet()) {
            SwapChange known = entry.getValue();
            if (isOwn(scope, known.key().organization())
                    && vehicle.equals(known.swap().vehicle())
                    && scope.covers(known.swap().startedAt())) {
                entry.setValue(erased(known, vehicle));
                swaps++;
            }
        }
        long moves = 0;
        for (NavigableSet<PackMove> ofPack : shelves.moves.values()) {
            moves += erased(ofPack, scope);
        }
        return Map.of("charging_session", sessions, "swap", swaps, "pack_move", moves, "station", stations(scope));
    }

    private static boolean isOwn(ErasureScope scope, OrganizationId organization) {
        return scope.key().organization().equals(organization);
    }

    private static SessionChange erased(SessionChange known, VehicleId vehicle) {
        ChargingSession.Figures had = known.session().figures();
        ChargingSession.Figures figures = new ChargingSession.Figures(
                had.connector(),
                VehicleId.ERASED,
                had.energy(),
                had.socStartPercent(),
                had.socEndPercent(),
                had.peakWatts(),
                had.ratedWatts(),
                had.flags());
        ChargingSession session =
                switch (known.session()) {
                    case ChargingSession.Underway s ->
                        new ChargingSession.Underway(s.station(), s.id(), s.startedAt(), figures);
                    case ChargingSession.Finished s ->
                        new ChargingSession.Finished(s.station(), s.id(), s.startedAt(), s.endedAt(), figures);
                    case ChargingSession.ClosedByRule s ->
                        new ChargingSession.ClosedByRule(
                                s.station(), s.id(), s.startedAt(), s.lastHeardAt(), s.reason(), figures);
                };
        return new SessionChange(
                known.key(),
                session,
                SessionFactsEncoding.decode(VehicleInBytes.replaced(
                        SessionFactsEncoding.encode(known.facts()), vehicle, VehicleId.ERASED)));
    }

    private static SwapChange erased(SwapChange known, VehicleId vehicle) {
        VehicleId nobody = VehicleId.ERASED;
        Swap swap =
                switch (known.swap()) {
                    case Swap.Underway s -> new Swap.Underway(s.station(), s.id(), nobody, s.startedAt());
                    case Swap.Completed s ->
                        new Swap.Completed(
                                s.station(),
                                s.id(),
                                nobody,
                                s.startedAt(),
                                s.completedAt(),
                                s.returned(),
                                s.delivered());
                    case Swap.Aborted s ->
                        new Swap.Aborted(s.station(), s.id(), nobody, s.startedAt(), s.abortedAt(), s.reason());
                    case Swap.Abandoned s ->
                        new Swap.Abandoned(s.station(), s.id(), nobody, s.startedAt(), s.abandonedAt());
                };
        return new SwapChange(
                known.key(),
                swap,
                SwapFactsEncoding.decode(
                        VehicleInBytes.replaced(SwapFactsEncoding.encode(known.facts()), vehicle, nobody)));
    }

    private static long erased(NavigableSet<PackMove> moves, ErasureScope scope) {
        List<PackMove> of = moves.stream()
                .filter(move -> scope.key().vehicle().equals(move.vehicle()) && scope.covers(move.at()))
                .toList();
        for (PackMove move : of) {
            moves.remove(move);
            moves.add(new PackMove(
                    move.pack(),
                    move.at(),
                    move.station(),
                    move.slot(),
                    move.kind(),
                    move.evidence(),
                    VehicleId.ERASED,
                    move.condition()));
        }
        return of.size();
    }

    /** What a station remembers goes too: its version moves, so that whoever holds it in memory loads it again. */
    private long stations(ErasureScope scope) {
        long changed = 0;
        for (var entry : shelves.stations.entrySet()) {
            StationKey key = entry.getValue().key();
            Standing known = entry.getValue().standing();
            byte[] memory = VehicleInBytes.replaced(known.memory(), scope.key().vehicle(), VehicleId.ERASED);
            if (isOwn(scope, key.organization()) && memory != known.memory()) {
                Standing next = new Standing(known.version() + 1, known.profile(), known.state(), memory);
                entry.setValue(new StoredStation(key, next));
                changed++;
            }
        }
        return changed;
    }
}
