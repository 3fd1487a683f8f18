package io.fleetport.aws.elasticache;

import static io.fleetport.application.encoding.SomeSignals.instants;
import static io.fleetport.application.encoding.SomeSignals.microInstants;
import static io.fleetport.application.encoding.SomeSignals.positions;
import static io.fleetport.application.encoding.SomeStations.labels;
import static io.fleetport.application.encoding.SomeStations.optionalNumbers;
import static io.fleetport.application.encoding.SomeStations.optionalTexts;
import static io.fleetport.application.encoding.SomeStations.vehicles;

import io.fleetport.application.encoding.SomeSignals;
import io.fleetport.application.encoding.SomeStations;
import io.fleetport.application.port.out.LiveEvent;
import io.fleetport.domain.energy.Energy;
import io.fleetport.domain.fleet.FleetStation;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.ChargingSession;
import io.fleetport.domain.station.ConnectorId;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackTransfer;
import io.fleetport.domain.station.SessionEnergy;
import io.fleetport.domain.station.SessionFlag;
import io.fleetport.domain.station.SessionId;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.Swap;
import io.fleetport.domain.station.SwapId;
import io.fleetport.domain.trip.Revision;
import io.fleetport.domain.trip.Stop;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.trip.TripFigures;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Live events of every kind, of which anything may be missing that can be. */
final class SomeEvents {

    static final OrganizationId ACME = new OrganizationId("acme");

    private SomeEvents() {}

    static Arbitrary<LiveEvent> all() {
        return Arbitraries.oneOf(readings(), trips(), stations(), sessions(), swaps());
    }

    private static Arbitrary<LiveEvent> readings() {
        return Combinators.combine(
                        names(), ids(), microInstants(), Arbitraries.longs(), SomeSignals.lists(), instants())
                .as((name, id, at, fingerprint, signals, received) -> new LiveEvent.Heard(
                        ACME, name, new Reading(new VehicleId(id), at, fingerprint, signals), received));
    }

    private static Arbitrary<LiveEvent> trips() {
        Arbitrary<Revision> revisions = Combinators.combine(
                        Arbitraries.integers().greaterOrEqual(1), Arbitraries.of(Revision.Reason.class))
                .as(Revision::new);
        Arbitrary<Trip> trips = Combinators.combine(
                        ids(),
                        ids(),
                        revisions,
                        microInstants(),
                        figures(),
                        Arbitraries.integers().between(0, 2))
                .as((id, vehicle, revision, start, figures, state) -> {
                    TripId trip = new TripId(id);
                    VehicleId whose = new VehicleId(vehicle);
                    return switch (state) {
                        case 0 -> new Trip.Underway(trip, whose, revision, start, figures);
                        case 1 ->
                            new Trip.Finished(
                                    trip,
                                    whose,
                                    revision,
                                    start,
                                    start.plus(figures.duration().abs()),
                                    figures);
                        default -> new Trip.Withdrawn(trip, whose, revision, start, figures, new TripId(vehicle));
                    };
                });
        return Combinators.combine(names(), trips).as((name, trip) -> new LiveEvent.Told(ACME, name, trip));
    }

    private static Arbitrary<TripFigures> figures() {
        Arbitrary<Stop> stops = Combinators.combine(
                        microInstants(), microInstants(), positions().injectNull(0.3))
                .as(Stop::new);
        Arbitrary<Double> amounts = SomeSignals.numbers().filter(number -> number >= 0);
        Arbitrary<TripFigures> bare = Combinators.combine(
                        microInstants(),
                        lengths(),
                        lengths(),
                        amounts,
                        Arbitraries.of(TripFigures.DistanceSource.class),
                        Arbitraries.doubles().between(0, 1),
                        stops.list().ofMaxSize(4))
                .as((at, duration, moving, metres, source, coverage, standing) -> new TripFigures(
                        at, duration, moving, metres, source, metres, 0, null, null, null, null, null, null, null,
                        coverage, standing));
        return Combinators.combine(
                        bare,
                        SomeSignals.numbers(),
                        SomeSignals.numbers()
                                .filter(Double::isFinite)
                                .map(Energy::new)
                                .injectNull(0.3),
                        Arbitraries.of(TripFigures.EnergySource.class).injectNull(0.3),
                        optionalNumbers(),
                        optionalNumbers(),
                        positions().injectNull(0.3),
                        positions().injectNull(0.3))
                .as((f, speed, energy, source, fuel, soc, from, to) -> new TripFigures(
                        f.lastMovingAt(),
                        f.duration(),
                        f.moving(),
                        f.distanceMetres(),
                        f.distanceSource(),
                        f.maxSpeedMetresPerSecond(),
                        speed,
                        energy,
                        source,
                        fuel,
                        soc,
                        fuel,
                        from,
                        to,
                        f.coverage(),
                        f.stops()));
    }

    private static Arbitrary<LiveEvent> stations() {
        return Combinators.combine(
                        stationIds(), names(), positions().injectNull(0.3), instants(), SomeStations.states())
                .as((id, name, position, at, state) ->
                        new LiveEvent.StationMoved(new FleetStation(ACME, id, name, position, at), state));
    }

    private static Arbitrary<LiveEvent> sessions() {
        Arbitrary<SessionEnergy> energies = Combinators.combine(
                        SomeSignals.numbers(), Arbitraries.of(SessionEnergy.Source.class))
                .as(SessionEnergy::new);
        Arbitrary<ChargingSession.Figures> figures = Combinators.combine(
                        labels().map(ConnectorId::new).injectNull(0.3),
                        vehicles(),
                        energies.injectNull(0.3),
                        optionalNumbers(),
                        optionalNumbers(),
                        optionalNumbers(),
                        optionalNumbers(),
                        Arbitraries.of(SessionFlag.class).set())
                .as(ChargingSession.Figures::new);
        return Combinators.combine(
                        stationIds(),
                        labels().map(SessionId::new),
                        instants(),
                        instants(),
                        figures,
                        Arbitraries.of(ChargingSession.Closure.class),
                        Arbitraries.integers().between(0, 2))
                .as((station, id, start, end, known, closure, state) -> new LiveEvent.SessionTold(
                        ACME,
                        switch (state) {
                            case 0 -> new ChargingSession.Underway(station, id, start, known);
                            case 1 -> new ChargingSession.Finished(station, id, start, end, known);
                            default -> new ChargingSession.ClosedByRule(station, id, start, end, closure, known);
                        }));
    }

    private static Arbitrary<LiveEvent> swaps() {
        Arbitrary<PackTransfer> transfers = Combinators.combine(labels(), labels(), optionalNumbers())
                .as((pack, slot, soc) -> new PackTransfer(new PackId(pack), new SlotId(slot), soc))
                .injectNull(0.3);
        return Combinators.combine(
                        labels(),
                        vehicles(),
                        instants(),
                        instants(),
                        transfers,
                        transfers,
                        optionalTexts(),
                        Arbitraries.integers().between(0, 3))
                .as((label, vehicle, start, end, returned, delivered, reason, state) -> new LiveEvent.SwapTold(
                        ACME, swap(label, vehicle, start, end, returned, delivered, reason, state)));
    }

    private static Swap swap(
            String label,
            VehicleId vehicle,
            Instant start,
            Instant end,
            PackTransfer returned,
            PackTransfer delivered,
            String reason,
            int state) {
        StationId station = new StationId("S-1");
        SwapId id = new SwapId(label);
        return switch (state) {
            case 0 -> new Swap.Underway(station, id, vehicle, start);
            case 1 -> new Swap.Completed(station, id, vehicle, start, end, returned, delivered);
            case 2 -> new Swap.Aborted(station, id, vehicle, start, end, reason);
            default -> new Swap.Abandoned(station, id, vehicle, start, end);
        };
    }

    private static Arbitrary<StationId> stationIds() {
        return Arbitraries.of("S-1", "9", "a.b_c:d-9", "x".repeat(64)).map(StationId::new);
    }

    private static Arbitrary<UUID> ids() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    }

    private static Arbitrary<Duration> lengths() {
        return Combinators.combine(
                        Arbitraries.longs().between(-1_000_000, 1_000_000_000),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Duration::ofSeconds);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.of("Van 7", "ü", "日本", "🚗 of \u0000 nul", "x".repeat(128));
    }
}
