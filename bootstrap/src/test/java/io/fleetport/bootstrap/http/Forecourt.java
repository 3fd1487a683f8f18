package io.fleetport.bootstrap.http;

import static io.fleetport.bootstrap.http.Fleet.NOON;

import io.fleetport.application.port.out.StationChanges;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.domain.fleet.FleetStation;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.motion.Position;
import io.fleetport.domain.station.ChargingSession;
import io.fleetport.domain.station.ConnectorId;
import io.fleetport.domain.station.EventStamp;
import io.fleetport.domain.station.LostEvents;
import io.fleetport.domain.station.PackCondition;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackMove;
import io.fleetport.domain.station.PackTransfer;
import io.fleetport.domain.station.SessionEnergy;
import io.fleetport.domain.station.SessionFacts;
import io.fleetport.domain.station.SessionFlag;
import io.fleetport.domain.station.SessionId;
import io.fleetport.domain.station.Slot;
import io.fleetport.domain.station.SlotContent;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationEvent;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.StationMessage;
import io.fleetport.domain.station.StationReport;
import io.fleetport.domain.station.StationState;
import io.fleetport.domain.station.StationStatus;
import io.fleetport.domain.station.Swap;
import io.fleetport.domain.station.SwapFacts;
import io.fleetport.domain.station.SwapId;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Stations and what goes with them, put into a store. */
final class Forecourt {

    static final VehicleId VAN = new VehicleId(new UUID(0, 12));

    private final TelemetryLedger ledger;
    private final Map<StationKey, Long> versions = new HashMap<>();

    Forecourt(TelemetryLedger ledger) {
        this.ledger = ledger;
    }

    /** Stores a station in this state, which may hold nothing. */
    StationKey station(OrganizationId organization, String id, StationState state) {
        StationKey key = new StationKey(organization, new StationId(id));
        commit(key, state, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
        return key;
    }

    StationKey station(String id) {
        return station(WebServer.ACME, id, StationState.NOTHING_HEARD);
    }

    void reports(StationKey key, StationReport... reports) {
        List<StationChanges.NewReport> heard = java.util.Arrays.stream(reports)
                .map(report -> new StationChanges.NewReport(key, report, NOON))
                .toList();
        commit(
                key,
                state(reports[reports.length - 1]),
                heard,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    void lost(StationKey key, LostEvents... lost) {
        var gaps = List.of(new StationChanges.GapChange(key, List.of(), List.of(lost)));
        commit(key, StationState.NOTHING_HEARD, List.of(), List.of(), List.of(), List.of(), List.of(), gaps, List.of());
    }

    ChargingSession session(StationKey key, String id, Instant from, Instant until, double kilowattHours) {
        SessionEnergy energy = new SessionEnergy(kilowattHours * 3.6e6, SessionEnergy.Source.METER);
        Set<SessionFlag> flags = kilowattHours == 0 ? Set.of(SessionFlag.ZERO_ENERGY) : Set.of();
        var figures =
                new ChargingSession.Figures(new ConnectorId("A"), VAN, energy, 20.0, 80.0, 51_000.0, 50_000.0, flags);
        ChargingSession session = until == null
                ? new ChargingSession.Underway(key.station(), new SessionId(id), from, figures)
                : new ChargingSession.Finished(key.station(), new SessionId(id), from, until, figures);
        return session(key, session);
    }

    ChargingSession session(StationKey key, ChargingSession session) {
        var started = new StationEvent.SessionStarted(
                stamp("s-" + session.id(), session.startedAt()),
                session.id(),
                new ConnectorId("A"),
                null,
                null,
                null,
                null);
        var changes = List.of(new StationChanges.SessionChange(key, session, SessionFacts.of(started)));
        commit(
                key,
                StationState.NOTHING_HEARD,
                List.of(),
                changes,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        return session;
    }

    Swap swap(StationKey key, Swap swap) {
        var started = new StationEvent.SwapStarted(stamp("w-" + swap.id(), swap.startedAt()), swap.id(), null);
        var changes = List.of(new StationChanges.SwapChange(
                key, swap, SwapFacts.nothing(swap.id()).with(started)));
        commit(
                key,
                StationState.NOTHING_HEARD,
                List.of(),
                List.of(),
                changes,
                List.of(),
                List.of(),
                List.of(),
                List.of());
        return swap;
    }

    Swap completed(StationKey key, String id, Instant at) {
        return swap(
                key,
                new Swap.Completed(
                        key.station(),
                        new SwapId(id),
                        VAN,
                        at,
                        at.plusSeconds(60),
                        new PackTransfer(new PackId("P-03"), new SlotId("2"), 12.0),
                        new PackTransfer(new PackId("P-17"), new SlotId("1"), 97.0)));
    }

    /** A pack that was seen in a slot, went into the van and came back. */
    void travelledPack(StationKey key, String id) {
        PackId pack = new PackId(id);
        PackCondition full = new PackCondition(97.0, 96.0, 31.0);
        List<StationChanges.Moved> moves = List.of(
                moved(key, pack, 0, PackMove.Kind.SEEN, PackCondition.ofSoc(90.0), null),
                moved(key, pack, 60, PackMove.Kind.OUT, PackCondition.ofSoc(97.0), VAN),
                moved(key, pack, 3_600, PackMove.Kind.IN, PackCondition.ofSoc(12.0), VAN));
        var seen = List.of(new StationChanges.PackSeen(key, pack, new SlotId("1"), NOON.plusSeconds(3_600), full));
        commit(key, StationState.NOTHING_HEARD, List.of(), List.of(), List.of(), moves, seen, List.of(), List.of());
    }

    void answered(StationKey key, UUID command, StationMessage.Answer answer, String detail) {
        var answers = List.of(
                new StationChanges.CommandAnswered(key, new StationMessage.Answered(NOON, command, answer, detail)));
        commit(
                key,
                StationState.NOTHING_HEARD,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                answers);
    }

    static StationReport report(Instant at, StationStatus status, Double temperature) {
        return new StationReport(
                at,
                at.hashCode(),
                status,
                8,
                4,
                temperature,
                40.0,
                2,
                1,
                51_000.0,
                3.6e9,
                new Position(56.46, -2.97),
                "1.2");
    }

    static StationState state(StationReport report, Slot... slots) {
        return new StationState(report, null, List.of(slots), List.of(), report.observedAt());
    }

    static Slot ready(String slot, String pack, Double soc) {
        return new Slot(
                new SlotId(slot),
                new SlotContent.Holding(new PackId(pack), SlotContent.Use.READY, new PackCondition(soc, 96.0, 31.0)),
                NOON);
    }

    private static StationChanges.Moved moved(
            StationKey key, PackId pack, int second, PackMove.Kind kind, PackCondition condition, VehicleId vehicle) {
        return new StationChanges.Moved(
                key,
                new PackMove(
                        pack,
                        NOON.plusSeconds(second),
                        key.station(),
                        new SlotId("1"),
                        kind,
                        "e-" + second,
                        vehicle,
                        condition));
    }

    private static EventStamp stamp(String id, Instant at) {
        return new EventStamp(id, 0, 1, at);
    }

    private void commit(
            StationKey key,
            StationState state,
            List<StationChanges.NewReport> reports,
            List<StationChanges.SessionChange> sessions,
            List<StationChanges.SwapChange> swaps,
            List<StationChanges.Moved> moves,
            List<StationChanges.PackSeen> packs,
            List<StationChanges.GapChange> gaps,
            List<StationChanges.CommandAnswered> answers) {
        long version = versions.getOrDefault(key, 0L);
        FleetStation profile = FleetStation.unnamed(key.organization(), key.station(), NOON);
        var update = new StationChanges.Update(
                key, version, new StationChanges.Standing(version + 1, profile, state, new byte[0]));
        versions.put(key, version + 1);
        ledger.commit(new TelemetryLedger.Batch(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new StationChanges(List.of(update), reports, sessions, swaps, moves, packs, gaps, answers),
                null));
    }
}
