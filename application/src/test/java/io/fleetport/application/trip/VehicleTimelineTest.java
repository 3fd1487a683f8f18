package io.fleetport.application.trip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.out.TelemetryLedger.TripChange;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.trip.Revision;
import io.fleetport.domain.trip.Revision.Reason;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.trip.TripRule;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VehicleTimelineTest {

    private static final VehicleId VEHICLE = DriveSet.vehicleId("timeline");
    private static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");

    private final OneVehicle vehicle = new OneVehicle(VEHICLE);

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }

    private static Reading speed(int second, double metresPerSecond) {
        return new Reading(VEHICLE, at(second), second, List.of(new Signal.Quantity(Signals.SPEED, metresPerSecond)));
    }

    private static List<Reading> drive(int from, int until) {
        List<Reading> readings = new ArrayList<>();
        for (int second = from; second <= until; second += 5) {
            readings.add(speed(second, 10));
        }
        return readings;
    }

    private static List<Reading> stand(int from, int until) {
        List<Reading> readings = new ArrayList<>();
        for (int second = from; second <= until; second += 5) {
            readings.add(speed(second, 0));
        }
        return readings;
    }

    @Test
    void aTripGrowsAndEndsAtItsFirstRevision() {
        vehicle.say(drive(0, 100));
        assertThat(vehicle.onlyTrip()).isInstanceOf(Trip.Underway.class);
        assertThat(vehicle.timeline().underway()).isTrue();
        vehicle.say(drive(105, 200));
        assertThat(vehicle.onlyTrip().figures().lastMovingAt()).isEqualTo(at(200));
        vehicle.say(stand(205, 600));
        assertThat(vehicle.onlyTrip()).isInstanceOfSatisfying(Trip.Finished.class, trip -> {
            assertThat(trip.endedAt()).isEqualTo(at(205));
            assertThat(trip.revision()).isEqualTo(Revision.FIRST);
        });
        assertThat(vehicle.timeline().underway()).isFalse();
    }

    @Test
    void aDriveTooShortIsNeverTold() {
        Telling telling = vehicle.say(drive(0, 5));
        assertThat(telling.trips()).isEmpty();
        assertThat(vehicle.say(stand(10, 400)).trips()).isEmpty();
    }

    @Test
    void theSameReadingAgainChangesNothing() {
        vehicle.say(drive(0, 200));
        Telling again = vehicle.say(drive(100, 200));
        assertThat(again.fresh()).isEmpty();
        assertThat(again.duplicates()).hasSize(21);
        assertThat(again.trips()).isEmpty();
        assertThat(vehicle.say(drive(205, 205).getFirst(), drive(205, 205).getFirst())
                        .duplicates())
                .hasSize(1);
    }

    @Test
    void standingAddsNothingToTell() {
        vehicle.say(drive(0, 100));
        vehicle.say(stand(105, 110));
        assertThat(vehicle.say(stand(115, 200)).trips()).isEmpty();
    }

    @Test
    void aVehicleThatFallsSilentHasFinishedItsTrip() {
        vehicle.say(drive(0, 100));
        assertThat(vehicle.fallSilent(at(399))).isEqualTo(Telling.NOTHING);
        vehicle.fallSilent(at(400));
        assertThat(vehicle.onlyTrip()).isInstanceOfSatisfying(Trip.Finished.class, trip -> {
            assertThat(trip.endedAt()).isEqualTo(at(100));
            assertThat(trip.revision()).isEqualTo(Revision.FIRST);
        });
        assertThat(vehicle.timeline().underway()).isFalse();
        assertThat(vehicle.fallSilent(at(500))).isEqualTo(Telling.NOTHING);
    }

    @Test
    void aSilentTripThatGoesOnWithinTheRuleIsResumed() {
        vehicle.say(drive(0, 100));
        vehicle.fallSilent(at(1_000));
        vehicle.restart();
        vehicle.say(drive(200, 250));
        assertThat(vehicle.onlyTrip()).isInstanceOf(Trip.Underway.class);
        assertThat(vehicle.onlyTrip().revision()).isEqualTo(new Revision(2, Reason.RESUMED));
        assertThat(vehicle.gapsOf(vehicle.onlyTrip())).hasSize(1);
    }

    @Test
    void aSilenceThatWasOneIsNotToldAgain() {
        vehicle.say(drive(0, 100));
        vehicle.fallSilent(at(1_000));
        vehicle.restart();
        Telling later = vehicle.say(drive(2_000, 2_100));
        assertThat(later.trips()).hasSize(1);
        assertThat(vehicle.told()).hasSize(2).allMatch(trip -> trip.revision().number() == 1);
    }

    @Test
    void aReadingALittleLateRevisesTheTripItChanges() {
        vehicle.say(drive(0, 95));
        vehicle.say(speed(105, 10));
        vehicle.say(speed(100, 20));
        assertThat(vehicle.readingsRead).isZero();
        assertThat(vehicle.onlyTrip().revision()).isEqualTo(new Revision(2, Reason.LATE_READINGS));
    }

    @Test
    void aLateReadingThatChangesNoFigureMakesNoRevision() {
        vehicle.say(drive(0, 200));
        vehicle.say(stand(205, 2_000));
        Telling late = vehicle.say(new Reading(VEHICLE, at(1_001), 1, List.of(new Signal.Quantity(Signals.HDOP, 1))));
        assertThat(late.fresh()).hasSize(1);
        assertThat(vehicle.onlyTrip().revision()).isEqualTo(Revision.FIRST);
    }

    @Test
    void lateReadingsJoinTwoTripsIntoTheFirst() {
        vehicle.say(drive(0, 100));
        vehicle.say(drive(600, 700));
        vehicle.say(stand(705, 1_100));
        Trip first = vehicle.told().get(0);
        Trip second = vehicle.told().get(1);
        vehicle.say(drive(105, 595));
        assertThat(vehicle.onlyTrip().id()).isEqualTo(first.id());
        assertThat(vehicle.onlyTrip().revision()).isEqualTo(new Revision(2, Reason.JOINED));
        assertThat(vehicle.withdrawn()).singleElement().isInstanceOfSatisfying(Trip.Withdrawn.class, trip -> {
            assertThat(trip.id()).isEqualTo(second.id());
            assertThat(trip.supersededBy()).isEqualTo(first.id());
        });
    }

    @Test
    void lateReadingsOfAStandstillSplitATrip() {
        vehicle.say(drive(0, 100));
        vehicle.say(speed(105, 0), speed(340, 0));
        vehicle.say(drive(600, 700));
        vehicle.say(stand(705, 1_100));
        Trip whole = vehicle.onlyTrip();
        vehicle.say(speed(450, 0));
        assertThat(vehicle.told()).hasSize(2);
        assertThat(vehicle.told().getFirst().id()).isEqualTo(whole.id());
        assertThat(vehicle.told().getFirst().revision().reason()).isEqualTo(Reason.SPLIT);
    }

    @Test
    void aTripThatLateReadingsShowToBeNoneIsWithdrawn() {
        vehicle.say(speed(0, 12), speed(10, 12));
        vehicle.say(stand(20, 500));
        assertThat(vehicle.told()).hasSize(1);
        vehicle.say(new Reading(VEHICLE, at(-1), 1, List.of(new Signal.Flag(Signals.IGNITION, false))));
        vehicle.say(new Reading(VEHICLE, at(0), 9, List.of(new Signal.Flag(Signals.IGNITION, false))));
        vehicle.say(new Reading(VEHICLE, at(1), 9, List.of(new Signal.Quantity(Signals.SPEED, 0))));
        vehicle.say(new Reading(VEHICLE, at(10), 99, List.of(new Signal.Quantity(Signals.SPEED, 0))));
        vehicle.say(new Reading(VEHICLE, at(9), 99, List.of(new Signal.Quantity(Signals.SPEED, 0))));
        assertThat(vehicle.told()).isEmpty();
        assertThat(vehicle.withdrawn()).singleElement().isInstanceOfSatisfying(Trip.Withdrawn.class, trip -> {
            assertThat(trip.supersededBy()).isEqualTo(trip.id());
        });
    }

    @Test
    void anOldDriveUploadedReadingByReadingDoesNotReadTheHistoryOverAndOver() {
        vehicle.say(drive(0, 2_000));
        vehicle.say(drive(20_000, 22_000));
        vehicle.say(stand(22_005, 23_000));
        long before = vehicle.readingsRead;
        List<Reading> old = drive(10_000, 12_000);
        for (Reading reading : old) {
            vehicle.say(reading);
        }
        assertThat(vehicle.told()).hasSize(3);
        assertThat(vehicle.readingsRead - before).isLessThan(old.size() * 100L);
    }

    @Test
    void aDriveFromMonthsAgoTakesItsPlaceAmongTheOthers() {
        vehicle.say(drive(0, 500));
        vehicle.say(stand(505, 900));
        List<Reading> old = new ArrayList<>(drive(-9_000_000, -8_999_000));
        Telling late = vehicle.say(old);
        assertThat(late.trips()).extracting(TripChange::trip).allMatch(Trip.Finished.class::isInstance);
        assertThat(vehicle.told()).hasSize(2).allMatch(trip -> trip.revision().equals(Revision.FIRST));
        assertThat(vehicle.timeline().newestSeen()).contains(at(900));
    }

    @Test
    void connectionsAreNoReadingsOfATrip() {
        Reading connected = new Reading(
                VEHICLE, at(5_000), 1, List.of(new Signal.Connection(Signals.CONNECTION, "c1", true, "wifi")));
        vehicle.say(drive(0, 100));
        Telling telling = vehicle.say(connected);
        assertThat(telling.fresh()).containsExactly(connected);
        assertThat(telling.trips()).isEmpty();
        assertThat(vehicle.timeline().newestSeen()).contains(at(100));
    }

    @Test
    void bytesThatAreNoSnapshotAreRefused() {
        VehicleKey key = new VehicleKey(new OrganizationId("acme"), VEHICLE);
        assertThatThrownBy(() -> VehicleTimeline.open(TripRule.DEFAULT, key, new byte[] {42, 1, 2}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
