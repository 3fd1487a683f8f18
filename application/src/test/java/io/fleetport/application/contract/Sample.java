package io.fleetport.application.contract;

import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.DeadLetter;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.TelemetryLedger.Standing;
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
import io.fleetport.domain.vehicle.SignalName;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.Unit;
import io.fleetport.domain.vehicle.VehicleId;
import io.fleetport.domain.vehicle.VehicleState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Organizations, vehicles and what they say, each call something new. */
public final class Sample {

    public static final Instant NOW = Instant.parse("2026-11-20T08:00:00.123456Z");

    /** A name no process knows before it is stored. */
    private static final SignalName CABIN = SignalName.of("contract_cabin_warmth", Unit.CELSIUS, -90, 120);

    private Sample() {}

    public static OrganizationId anOrganization() {
        return new OrganizationId("org-" + UUID.randomUUID().toString().substring(0, 18));
    }

    public static VehicleKey aVehicle() {
        return aVehicleOf(anOrganization());
    }

    public static VehicleKey aVehicleOf(OrganizationId organization) {
        return new VehicleKey(organization, new VehicleId(UUID.randomUUID()));
    }

    public static TripId aTripId() {
        return new TripId(UUID.randomUUID());
    }

    /** What a vehicle of this name stands at after one reading at this time. */
    public static Standing standing(VehicleKey key, String name, Instant at) {
        FleetVehicle profile = new FleetVehicle(key.organization(), key.vehicle(), name, "tesla", NOW.minusSeconds(90));
        VehicleState state = VehicleState.empty().with(reading(key, at, 1));
        return new Standing(0, profile, state, ("track at " + at).getBytes(StandardCharsets.UTF_8));
    }

    public static Reading reading(VehicleKey key, Instant at, long fingerprint) {
        return new Reading(
                key.vehicle(),
                at,
                fingerprint,
                List.of(
                        new Signal.Quantity(Signals.SPEED, 27.7 + fingerprint % 7),
                        new Signal.Place(Signals.POSITION, new Position(52.520008, 13.404954)),
                        new Signal.Option(Signals.GEAR, "D"),
                        new Signal.Unmeasurable(Signals.HEADING),
                        new Signal.Quantity(CABIN, 21.5)));
    }

    public static TripFigures figures(Instant start) {
        return new TripFigures(
                start.plusSeconds(599),
                Duration.ofSeconds(600, 123_456_000),
                Duration.ofSeconds(540),
                12_345.678,
                TripFigures.DistanceSource.ODOMETER,
                33.3,
                20.5,
                Energy.ofKilowattHours(2.25),
                TripFigures.EnergySource.PACK_POWER,
                0.0012,
                80.5,
                71.25,
                new Position(52.5, 13.4),
                new Position(-33.9, -151.2),
                0.98,
                List.of(new Stop(start.plusSeconds(60), start.plusSeconds(90), new Position(52.51, 13.41))));
    }

    /** Nothing measured that may be missing. */
    public static TripFigures bareFigures(Instant start) {
        return new TripFigures(
                start,
                Duration.ZERO,
                Duration.ZERO,
                0,
                TripFigures.DistanceSource.NONE,
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                List.of());
    }

    public static Trip underway(VehicleKey key, TripId id, Instant start) {
        return new Trip.Underway(id, key.vehicle(), Revision.FIRST, start, bareFigures(start));
    }

    public static Trip finished(VehicleKey key, TripId id, Instant start) {
        return new Trip.Finished(
                id,
                key.vehicle(),
                Revision.FIRST.next(Revision.Reason.LATE_READINGS),
                start,
                start.plusSeconds(600),
                figures(start));
    }

    public static Trip withdrawn(VehicleKey key, TripId id, Instant start, TripId by) {
        return new Trip.Withdrawn(
                id, key.vehicle(), Revision.FIRST.next(Revision.Reason.JOINED), start, figures(start), by);
    }

    public static Gap gap(VehicleKey key, TripId trip, Instant from) {
        return new Gap(key.vehicle(), trip, from, from.plusSeconds(120), Gap.Cause.SILENCE, 1_234.5);
    }

    public static DeadLetter deadLetter(Subject about, DeadLetterReason reason, Instant receivedAt) {
        return new DeadLetter(
                UUID.randomUUID(), about, "tesla", reason, "it said nothing usable", receivedAt, new byte[] {0, -1, 42
                });
    }

    public static ArchiveBatch archiveBatch(Subject... subjects) {
        return new ArchiveBatch(
                UUID.randomUUID(),
                Arrays.stream(subjects)
                        .map(subject -> new ArchivedMessage(subject, "tesla", NOW, new byte[] {9, 8, 7}))
                        .toList());
    }
}
