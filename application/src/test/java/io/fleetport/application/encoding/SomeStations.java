package io.fleetport.application.encoding;

import io.fleetport.domain.station.ConnectorId;
import io.fleetport.domain.station.EventStamp;
import io.fleetport.domain.station.Fault;
import io.fleetport.domain.station.FaultId;
import io.fleetport.domain.station.MeterTally;
import io.fleetport.domain.station.PackCondition;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackTransfer;
import io.fleetport.domain.station.SessionFacts;
import io.fleetport.domain.station.SessionId;
import io.fleetport.domain.station.Slot;
import io.fleetport.domain.station.SlotContent;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationEvent;
import io.fleetport.domain.station.StationEvent.SessionEnded;
import io.fleetport.domain.station.StationEvent.SessionStarted;
import io.fleetport.domain.station.StationEvent.SwapAborted;
import io.fleetport.domain.station.StationEvent.SwapCompleted;
import io.fleetport.domain.station.StationEvent.SwapStarted;
import io.fleetport.domain.station.StationReport;
import io.fleetport.domain.station.StationState;
import io.fleetport.domain.station.StationStatus;
import io.fleetport.domain.station.SwapFacts;
import io.fleetport.domain.station.SwapId;
import io.fleetport.domain.vehicle.VehicleId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Stations, swaps and sessions of which anything may be missing. */
public final class SomeStations {

    private SomeStations() {}

    public static Arbitrary<StationState> states() {
        Arbitrary<StationState.Presence> presence = Combinators.combine(
                        Arbitraries.of(true, false), SomeSignals.microInstants())
                .as(StationState.Presence::new);
        return Combinators.combine(
                        reports().injectNull(0.2),
                        presence.injectNull(0.3),
                        slots().list().ofMaxSize(12),
                        faults().list().ofMaxSize(3),
                        SomeSignals.microInstants().injectNull(0.1))
                .as(StationState::new);
    }

    static Arbitrary<SwapFacts> swaps() {
        SwapId id = new SwapId("w-77");
        Arbitrary<PackTransfer> transfer = Combinators.combine(labels(), labels(), optionalNumbers())
                .as((pack, slot, soc) -> new PackTransfer(new PackId(pack), new SlotId(slot), soc));
        Arbitrary<SwapStarted> started =
                Combinators.combine(stamps(), vehicles()).as((stamp, vehicle) -> new SwapStarted(stamp, id, vehicle));
        Arbitrary<SwapCompleted> completed = Combinators.combine(
                        stamps(), vehicles(), transfer.injectNull(0.3), transfer)
                .as((stamp, vehicle, returned, delivered) ->
                        new SwapCompleted(stamp, id, vehicle, returned, delivered));
        Arbitrary<SwapAborted> aborted = Combinators.combine(stamps(), optionalTexts())
                .as((stamp, reason) -> new SwapAborted(stamp, id, reason));
        return Combinators.combine(started.injectNull(0.3), completed.injectNull(0.3), aborted.injectNull(0.3))
                .as((a, b, c) -> new SwapFacts(id, a, b, c));
    }

    static Arbitrary<SessionFacts> sessions() {
        SessionId id = new SessionId("s-1!");
        Arbitrary<SessionStarted> started = Combinators.combine(
                        stamps(), labels(), vehicles(), optionalNumbers(), optionalNumbers(), optionalNumbers())
                .as((stamp, connector, vehicle, meter, soc, rated) ->
                        new SessionStarted(stamp, id, new ConnectorId(connector), vehicle, meter, soc, rated));
        Arbitrary<SessionEnded> ended = Combinators.combine(
                        stamps(),
                        optionalNumbers(),
                        optionalNumbers(),
                        optionalNumbers(),
                        optionalNumbers(),
                        optionalTexts())
                .as((stamp, meter, energy, soc, peak, reason) ->
                        new SessionEnded(stamp, id, meter, energy, soc, peak, reason));
        return Combinators.combine(
                        started.injectNull(0.3),
                        ended.injectNull(0.3),
                        tallies(),
                        SomeSignals.microInstants(),
                        SomeSignals.microInstants())
                .as((a, b, tally, first, last) -> new SessionFacts(id, a, b, tally, first, last));
    }

    /** Every kind of event. */
    static Arbitrary<StationEvent> events() {
        Arbitrary<PackTransfer> transfer = Combinators.combine(labels(), labels(), optionalNumbers())
                .as((pack, slot, soc) -> new PackTransfer(new PackId(pack), new SlotId(slot), soc));
        Arbitrary<SwapId> swap = labels().map(SwapId::new);
        Arbitrary<SessionId> session = labels().map(SessionId::new);
        return Arbitraries.oneOf(
                Combinators.combine(stamps(), swap, vehicles()).as(SwapStarted::new),
                Combinators.combine(stamps(), swap, vehicles(), transfer, transfer.injectNull(0.3))
                        .as(SwapCompleted::new),
                Combinators.combine(stamps(), swap, optionalTexts()).as(SwapAborted::new),
                Combinators.combine(stamps(), transfer, vehicles(), swap.injectNull(0.3))
                        .as(StationEvent.PackIn::new),
                Combinators.combine(stamps(), transfer, vehicles(), swap.injectNull(0.3))
                        .as(StationEvent.PackOut::new),
                Combinators.combine(
                                stamps(),
                                session,
                                labels().map(ConnectorId::new),
                                vehicles(),
                                optionalNumbers(),
                                optionalNumbers(),
                                optionalNumbers())
                        .as(SessionStarted::new),
                Combinators.combine(stamps(), session, optionalNumbers(), optionalNumbers(), optionalNumbers())
                        .as(StationEvent.SessionMetered::new),
                Combinators.combine(
                                stamps(),
                                session,
                                optionalNumbers(),
                                optionalNumbers(),
                                optionalNumbers(),
                                optionalNumbers(),
                                optionalTexts())
                        .as(SessionEnded::new),
                Combinators.combine(
                                stamps(),
                                labels().map(FaultId::new),
                                labels().map(SlotId::new).injectNull(0.5),
                                labels().map(ConnectorId::new).injectNull(0.5),
                                optionalTexts())
                        .as(StationEvent.FaultRaised::new),
                Combinators.combine(stamps(), labels().map(FaultId::new)).as(StationEvent.FaultCleared::new));
    }

    private static Arbitrary<MeterTally> tallies() {
        Arbitrary<MeterTally.Sample> sample = Combinators.combine(SomeSignals.microInstants(), SomeSignals.numbers())
                .as(MeterTally.Sample::new)
                .injectNull(0.3);
        return Combinators.combine(
                        sample,
                        sample,
                        SomeSignals.numbers(),
                        Arbitraries.longs().greaterOrEqual(0),
                        optionalNumbers(),
                        sample)
                .as(MeterTally::new);
    }

    static Arbitrary<StationReport> reports() {
        Arbitrary<Integer> counts = Arbitraries.integers().between(0, 10_000);
        Arbitrary<StationReport> bare = Combinators.combine(
                        SomeSignals.microInstants(),
                        Arbitraries.longs(),
                        Arbitraries.of(StationStatus.class),
                        counts,
                        counts,
                        counts.injectNull(0.3),
                        counts.injectNull(0.3))
                .as((at, fingerprint, status, available, charging, free, used) -> new StationReport(
                        at, fingerprint, status, available, charging, null, null, free, used, null, null, null, null));
        return Combinators.combine(
                        bare,
                        optionalNumbers(),
                        optionalNumbers(),
                        optionalNumbers(),
                        optionalNumbers(),
                        SomeSignals.positions().injectNull(0.3),
                        optionalTexts())
                .as((r, temperature, humidity, power, energy, position, firmware) -> new StationReport(
                        r.observedAt(),
                        r.fingerprint(),
                        r.status(),
                        r.batteriesAvailable(),
                        r.batteriesCharging(),
                        temperature,
                        humidity,
                        r.connectorsAvailable(),
                        r.connectorsCharging(),
                        power,
                        energy,
                        position,
                        firmware));
    }

    static Arbitrary<Slot> slots() {
        Arbitrary<PackCondition> condition = Combinators.combine(
                        optionalNumbers(), optionalNumbers(), optionalNumbers())
                .as(PackCondition::new);
        Arbitrary<SlotContent> content = Arbitraries.oneOf(
                Arbitraries.just(SlotContent.EMPTY),
                Combinators.combine(labels(), Arbitraries.of(SlotContent.Use.class), condition)
                        .as((pack, use, how) -> new SlotContent.Holding(new PackId(pack), use, how)),
                Combinators.combine(
                                Arbitraries.of(SlotContent.Cause.class),
                                labels().map(PackId::new).injectNull(0.3),
                                condition)
                        .as(SlotContent.Closed::new));
        return Combinators.combine(labels(), content, SomeSignals.microInstants())
                .as((id, what, at) -> new Slot(new SlotId(id), what, at));
    }

    private static Arbitrary<Fault> faults() {
        return Combinators.combine(
                        labels(),
                        SomeSignals.microInstants(),
                        labels().map(SlotId::new).injectNull(0.5),
                        labels().map(ConnectorId::new).injectNull(0.5),
                        optionalTexts())
                .as((id, at, slot, connector, detail) -> new Fault(new FaultId(id), at, slot, connector, detail));
    }

    private static Arbitrary<EventStamp> stamps() {
        return Combinators.combine(
                        labels(),
                        Arbitraries.longs().greaterOrEqual(0),
                        Arbitraries.longs().greaterOrEqual(1),
                        SomeSignals.microInstants())
                .as(EventStamp::new);
    }

    public static Arbitrary<VehicleId> vehicles() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
                .as((high, low) -> new VehicleId(new java.util.UUID(high, low)))
                .injectNull(0.3);
    }

    public static Arbitrary<String> labels() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(64),
                Arbitraries.of("1", "~", "P-17", "x".repeat(64)));
    }

    public static Arbitrary<String> optionalTexts() {
        return Arbitraries.of("", "ü", "日本", "2.1.0 🚗 \u0000 nul", "x".repeat(256))
                .injectNull(0.3);
    }

    public static Arbitrary<Double> optionalNumbers() {
        return SomeSignals.numbers().injectNull(0.3);
    }
}
