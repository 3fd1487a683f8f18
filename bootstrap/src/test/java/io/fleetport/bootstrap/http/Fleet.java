package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.out.DeadLetter;
import io.fleetport.application.port.out.StationChanges;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.energy.Energy;
import io.fleetport.domain.fleet.FleetVehicle;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.motion.Position;
import io.fleetport.domain.trip.Gap;
import io.fleetport.domain.trip.Revision;
import io.fleetport.domain.trip.Stop;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.trip.TripFigures;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.VehicleId;
import io.fleetport.domain.vehicle.VehicleState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Vehicles, trips and what goes with them, put into a store. */
final class Fleet {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final TelemetryLedger ledger;

    Fleet(TelemetryLedger ledger) {
        this.ledger = ledger;
    }

    /** Stores a vehicle that said these readings. */
    VehicleKey vehicle(OrganizationId organization, String name, Reading... readings) {
        VehicleId id = readings.length > 0 ? readings[0].vehicle() : new VehicleId(UUID.randomUUID());
        VehicleKey key = new VehicleKey(organization, id);
        VehicleState state = VehicleState.empty();
        List<TelemetryLedger.NewReading> heard = new ArrayList<>();
        for (Reading reading : readings) {
            state = state.with(reading);
            heard.add(new TelemetryLedger.NewReading(key, reading, NOON));
        }
        FleetVehicle profile = new FleetVehicle(organization, id, name, "http", NOON);
        var standing = new TelemetryLedger.Standing(1, profile, state, new byte[0]);
        ledger.commit(new TelemetryLedger.Batch(
                List.of(new TelemetryLedger.Update(key, 0, standing)),
                heard,
                List.of(),
                List.of(),
                List.of(),
                StationChanges.NONE,
                null));
        return key;
    }

    Trip trip(VehicleKey key, Instant start) {
        return trip(key, start, false);
    }

    Trip trip(VehicleKey key, Instant start, boolean underway) {
        TripId id = new TripId(UUID.randomUUID());
        Trip trip = underway
                ? new Trip.Underway(id, key.vehicle(), Revision.FIRST, start, figures(start))
                : new Trip.Finished(id, key.vehicle(), Revision.FIRST, start, start.plusSeconds(600), figures(start));
        ledger.commit(new TelemetryLedger.Batch(
                List.of(),
                List.of(),
                List.of(new TelemetryLedger.TripChange(key, trip, new byte[0])),
                List.of(),
                List.of(),
                StationChanges.NONE,
                null));
        return trip;
    }

    void gap(VehicleKey key, Trip trip) {
        Gap gap = new Gap(key.vehicle(), trip.id(), NOON, NOON.plusSeconds(120), Gap.Cause.SILENCE, 1_500.0);
        ledger.commit(new TelemetryLedger.Batch(
                List.of(),
                List.of(),
                List.of(),
                List.of(new TelemetryLedger.GapChange(key, trip.id(), List.of(gap))),
                List.of(),
                StationChanges.NONE,
                null));
    }

    DeadLetter deadLetter(Subject key, String raw) {
        DeadLetter letter = new DeadLetter(
                UUID.randomUUID(),
                key,
                "http",
                DeadLetterReason.UNDECODABLE,
                "the line is no JSON",
                NOON,
                raw.getBytes(StandardCharsets.UTF_8));
        ledger.commit(new TelemetryLedger.Batch(
                List.of(), List.of(), List.of(), List.of(), List.of(letter), StationChanges.NONE, null));
        return letter;
    }

    static Reading reading(VehicleId vehicle, Instant at, Signal... signals) {
        return new Reading(vehicle, at, at.hashCode(), List.of(signals));
    }

    /** At a place, at 36 km/h. */
    static Reading driving(VehicleId vehicle, Instant at, double latitude) {
        return reading(
                vehicle,
                at,
                new Signal.Place(Signals.POSITION, new Position(latitude, 8.5)),
                new Signal.Quantity(Signals.SPEED, 10));
    }

    private static TripFigures figures(Instant start) {
        return new TripFigures(
                start.plusSeconds(600),
                Duration.ofSeconds(600),
                Duration.ofSeconds(540),
                12_345.6,
                TripFigures.DistanceSource.ODOMETER,
                25,
                20.576,
                Energy.ofKilowattHours(2.5),
                TripFigures.EnergySource.PACK_POWER,
                null,
                80.0,
                75.5,
                new Position(47.1, 8.5),
                new Position(47.2, 8.6),
                0.98,
                List.of(new Stop(start.plusSeconds(60), start.plusSeconds(120), null)));
    }
}
