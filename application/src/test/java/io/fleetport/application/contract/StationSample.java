package io.fleetport.application.contract;

import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.anOrganization;

import io.fleetport.application.port.out.StationChanges.Standing;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.fleet.FleetStation;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.motion.Position;
import io.fleetport.domain.station.ChargingSession;
import io.fleetport.domain.station.ChargingSession.Neighbours;
import io.fleetport.domain.station.ConnectorId;
import io.fleetport.domain.station.EventStamp;
import io.fleetport.domain.station.Fault;
import io.fleetport.domain.station.FaultId;
import io.fleetport.domain.station.Instruction;
import io.fleetport.domain.station.PackCondition;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackMove;
import io.fleetport.domain.station.PackTransfer;
import io.fleetport.domain.station.SessionFacts;
import io.fleetport.domain.station.SessionId;
import io.fleetport.domain.station.Slot;
import io.fleetport.domain.station.SlotContent;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationCommand;
import io.fleetport.domain.station.StationEvent.SessionEnded;
import io.fleetport.domain.station.StationEvent.SessionMetered;
import io.fleetport.domain.station.StationEvent.SessionStarted;
import io.fleetport.domain.station.StationEvent.SwapAborted;
import io.fleetport.domain.station.StationEvent.SwapCompleted;
import io.fleetport.domain.station.StationEvent.SwapStarted;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.StationReport;
import io.fleetport.domain.station.StationRule;
import io.fleetport.domain.station.StationState;
import io.fleetport.domain.station.StationStatus;
import io.fleetport.domain.station.Swap;
import io.fleetport.domain.station.SwapFacts;
import io.fleetport.domain.station.SwapId;
import io.fleetport.domain.vehicle.VehicleId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Stations and what becomes of them, each call something new. */
public final class StationSample {

    public static final Position BERLIN = new Position(52.520008, 13.404954);

    private static final VehicleId VAN = new VehicleId(new UUID(12, -12));

    private StationSample() {}

    public static StationKey aStation() {
        return aStationOf(anOrganization());
    }

    public static StationKey aStationOf(OrganizationId organization) {
        return new StationKey(organization, new StationId("S-" + UUID.randomUUID()));
    }

    public static FleetStation profile(StationKey key, String name) {
        return new FleetStation(key.organization(), key.station(), name, null, NOW.minusSeconds(90));
    }

    public static StationReport report(Instant at, long fingerprint) {
        return report(at, fingerprint, StationStatus.DEGRADED, BERLIN);
    }

    public static StationReport report(Instant at, long fingerprint, StationStatus status, Position position) {
        return new StationReport(at, fingerprint, status, 8, 4, 21.3, 40.0, 2, 0, -1_234.5, 3.6e9, position, "2.1.0-β");
    }

    /** Nothing told that may be missing. */
    public static StationReport bareReport(Instant at, long fingerprint) {
        return new StationReport(
                at, fingerprint, StationStatus.OPERATIONAL, 0, 10_000, null, null, null, null, null, null, null, null);
    }

    /** What a station stands at after one of every kind of message at this time. */
    public static Standing standing(StationKey key, Instant at) {
        PackCondition condition = new PackCondition(97.5, 96.0, 31.25);
        StationState state = new StationState(
                report(at, 1),
                new StationState.Presence(true, at.minusSeconds(60)),
                List.of(
                        new Slot(new SlotId("1"), SlotContent.EMPTY, at),
                        new Slot(
                                new SlotId("2"),
                                new SlotContent.Holding(new PackId("P-17"), SlotContent.Use.READY, condition),
                                at)),
                List.of(new Fault(new FaultId("f-1"), at, new SlotId("2"), null, "door does not close")),
                at);
        return standing(key, state, ("memory at " + at).getBytes(StandardCharsets.UTF_8));
    }

    public static Standing standing(StationKey key, StationState state, byte[] memory) {
        FleetStation profile = FleetStation.unnamed(key.organization(), key.station(), NOW.minusSeconds(30));
        return new Standing(0, profile, state, memory);
    }

    public static EventStamp stamp(Instant at) {
        return new EventStamp("e-" + at.getEpochSecond(), 3, at.getEpochSecond(), at);
    }

    public static SessionFacts startedSession(String id, Instant start) {
        return SessionFacts.of(
                new SessionStarted(stamp(start), new SessionId(id), new ConnectorId("A"), VAN, 3.6e9, 20.5, 150_000.0));
    }

    /** Ten minutes, with everything told. */
    public static SessionFacts endedSession(String id, Instant start) {
        Instant end = start.plusSeconds(600);
        return startedSession(id, start)
                .with(new SessionMetered(stamp(start.plusSeconds(60)), new SessionId(id), 3.61e9, 90_000.0, 24.0))
                .with(new SessionEnded(stamp(end), new SessionId(id), 3.64e9, 4.1e7, 42.5, 120_000.0, "vehicle full"));
    }

    /** What the facts amount to as long as nothing else is known of the station. */
    public static ChargingSession session(StationKey key, SessionFacts facts) {
        return ChargingSession.of(key.station(), facts, Neighbours.NONE, facts.lastHeardAt(), StationRule.DEFAULT);
    }

    public static SwapFacts startedSwap(String id, Instant start) {
        return SwapFacts.nothing(new SwapId(id)).with(new SwapStarted(stamp(start), new SwapId(id), VAN));
    }

    public static SwapFacts completedSwap(String id, Instant start) {
        return startedSwap(id, start)
                .with(new SwapCompleted(
                        stamp(start.plusSeconds(90)),
                        new SwapId(id),
                        VAN,
                        new PackTransfer(new PackId("P-03"), new SlotId("2"), 12.5),
                        new PackTransfer(new PackId("P-17"), new SlotId("1"), null)));
    }

    public static SwapFacts abortedSwap(String id, Instant start, String reason) {
        return startedSwap(id, start).with(new SwapAborted(stamp(start.plusSeconds(30)), new SwapId(id), reason));
    }

    /** What the facts amount to at this time. */
    public static Swap swap(StationKey key, SwapFacts facts, Instant newestSeen) {
        return Swap.of(key.station(), facts, newestSeen, StationRule.DEFAULT);
    }

    public static PackMove packMove(StationKey key, PackId pack, Instant at, PackMove.Kind kind) {
        return new PackMove(
                pack,
                at,
                key.station(),
                new SlotId("7"),
                kind,
                "e-" + at.getEpochSecond(),
                kind == PackMove.Kind.SEEN ? null : VAN,
                PackCondition.ofSoc(55.5));
    }

    /** One that expires a minute after. */
    public static StationCommand command(StationKey key, Instant issuedAt) {
        return command(key, new Instruction.ReserveSlot(new SlotId("3")), issuedAt);
    }

    public static StationCommand command(StationKey key, Instruction instruction, Instant issuedAt) {
        return new StationCommand(
                UUID.randomUUID(),
                key.station(),
                instruction,
                "someone@example.org",
                issuedAt,
                issuedAt.plusSeconds(60),
                StationCommand.Outcome.PENDING,
                null,
                null);
    }
}
