package io.fleetport.domain.trip;

import static io.fleetport.domain.trip.Drive.at;
import static io.fleetport.domain.trip.Drive.gear;
import static io.fleetport.domain.trip.Drive.ignition;
import static io.fleetport.domain.trip.Drive.north;
import static io.fleetport.domain.trip.Drive.quantity;
import static io.fleetport.domain.trip.Drive.speed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.Signals;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TripDetectorTest {

    @Test
    void aTripRunsFromTheLastReadingAtRestToWhereTheVehicleCameToRest() {
        Drive drive = new Drive().stands(30).drives(10, 60, 1).stands(310);
        assertThat(drive.onlyTrip().startedAt()).isEqualTo(at(20));
        assertThat(drive.onlyTrip().lastMovingAt()).isEqualTo(at(90));
        assertThat(drive.track().journey()).isNull();
    }

    @Test
    void aTripWhoseBeginningWasNotHeardStartsWhereItWasFirstSeenMoving() {
        Drive drive = new Drive().stands(30).silent(200).drives(10, 60, 1).stands(310);
        assertThat(drive.onlyTrip().startedAt()).isEqualTo(at(230));
    }

    @Test
    void aTripGoesOnAfterAStandstillShorterThanTheRule() {
        Drive drive =
                new Drive().drives(10, 60, 1).stands(290).drives(10, 60, 1).stands(310);
        assertThat(drive.onlyTrip().lastMovingAt()).isEqualTo(at(410));
        assertThat(drive.onlyTrip().figures().stops()).containsExactly(new Stop(at(60), at(340), null));
    }

    @Test
    void aTripEndsWhenTheVehicleStandsAsLongAsTheRule() {
        Drive drive =
                new Drive().drives(10, 60, 1).stands(310).drives(10, 60, 1).stands(310);
        assertThat(drive.trips()).hasSize(2);
    }

    @Test
    void aShortStandstillIsNoStop() {
        Drive drive = new Drive().drives(10, 60, 1).stands(50).drives(10, 60, 1).stands(310);
        assertThat(drive.onlyTrip().figures().stops()).isEmpty();
    }

    @Test
    void silenceAsLongAsTheRuleEndsATripAtTheLastReadingBeforeIt() {
        Drive drive = new Drive().drives(10, 61, 1).silent(299).drives(10, 61, 1);
        assertThat(drive.onlyTrip().lastMovingAt()).isEqualTo(at(60));
        assertThat(drive.track().journey().startedAt()).isEqualTo(at(360));
    }

    @Test
    void aShorterSilenceInsideATripIsAGapAndLowersItsCoverage() {
        Drive drive =
                new Drive().drives(10, 101, 1).silent(99).drives(10, 100, 1).stands(310);
        Journey trip = drive.onlyTrip();
        TripId id = new TripId(Drive.VEHICLE.value());
        assertThat(trip.gaps(Drive.VEHICLE, id))
                .containsExactly(new Gap(Drive.VEHICLE, id, at(100), at(200), Gap.Cause.SILENCE, null));
        assertThat(trip.figures().coverage()).isEqualTo(200.0 / 300);
    }

    @Test
    void timeInWhichMovementCannotBeMeasuredIsAGap() {
        Drive drive = new Drive().drives(10, 60, 1);
        for (int i = 0; i < 6; i++) {
            drive.says(new Signal.Unmeasurable(Signals.SPEED)).silent(10);
        }
        drive.drives(10, 60, 1).stands(310);
        assertThat(drive.onlyTrip().gaps(Drive.VEHICLE, new TripId(Drive.VEHICLE.value())))
                .extracting(Gap::from, Gap::until, Gap::cause)
                .containsExactly(tuple(at(60), at(120), Gap.Cause.UNMEASURABLE));
    }

    @Test
    void manoeuvringOverAFewMetresIsNoTrip() {
        Drive drive = new Drive().stands(30).drives(2, 40, 1).stands(310);
        assertThat(drive.trips()).isEmpty();
    }

    @Test
    void aTripIsToldOnlyOnceItHasGoneFarEnough() {
        Drive drive = new Drive().drives(10, 9, 1);
        assertThat(drive.track().journey().isTrip()).isFalse();
        drive.drives(10, 5, 1);
        assertThat(drive.track().journey().isTrip()).isTrue();
    }

    @Test
    void aVehicleInParkStands() {
        Drive drive = new Drive().drives(10, 60, 1).says(gear("ShiftStateP"));
        for (int i = 0; i < 40; i++) {
            drive.silent(10).says(quantity(Signals.STATE_OF_CHARGE, 50));
        }
        assertThat(drive.onlyTrip().lastMovingAt()).isEqualTo(at(60));
    }

    @Test
    void aVehicleSwitchedOffStands() {
        Drive drive = new Drive().drives(10, 60, 1).says(ignition(false));
        for (int i = 0; i < 40; i++) {
            drive.silent(10).says(north(i % 2 * 80));
        }
        assertThat(drive.onlyTrip().lastMovingAt()).isEqualTo(at(60));
    }

    @Test
    void speedSaidLaterOutweighsAForgottenPark() {
        Drive drive = new Drive().says(gear("P")).silent(10).drives(10, 60, 1);
        assertThat(drive.track().journey()).isNotNull();
    }

    @Test
    void aSpeedNotSaidAgainIsUnchangedForAMinute() {
        Drive drive = new Drive().drives(10, 30, 1);
        drive.silent(30).says(quantity(Signals.STATE_OF_CHARGE, 50));
        assertThat(drive.track().journey().lastMovingAt()).isEqualTo(at(60));
        drive.silent(30).says(quantity(Signals.STATE_OF_CHARGE, 50));
        assertThat(drive.track().journey().lastMovingAt()).isEqualTo(at(60));
    }

    @Test
    void positionsAloneTellMovementAndRest() {
        Drive drive = new Drive();
        for (int i = 0; i < 10; i++) {
            drive.says(north(0)).silent(10);
        }
        for (int i = 1; i <= 20; i++) {
            drive.says(north(i * 100)).silent(10);
        }
        for (int i = 0; i < 50; i++) {
            drive.says(north(2_000 + i % 3 * 5)).silent(10);
        }
        Journey trip = drive.onlyTrip();
        assertThat(trip.startedAt()).isEqualTo(at(90));
        assertThat(Duration.between(trip.lastMovingAt(), at(290)).abs()).isLessThanOrEqualTo(Duration.ofSeconds(70));
        assertThat(trip.figures().distanceMetres()).isBetween(1_990.0, 2_040.0);
        assertThat(trip.figures().distanceSource()).isEqualTo(TripFigures.DistanceSource.POSITIONS);
        assertThat(trip.figures().maxSpeedMetresPerSecond()).isBetween(9.9, 10.1);
    }

    @Test
    void driftOfAStandingReceiverIsNoTrip() {
        Drive drive = new Drive();
        for (int i = 0; i < 600; i++) {
            drive.says(north(25 * Math.sin(i / 7.0))).silent(3);
        }
        assertThat(drive.track().journey() == null || !drive.track().journey().isTrip())
                .isTrue();
        assertThat(drive.trips()).isEmpty();
    }

    @Test
    void tripsAreTheSameAfterEveryRestart() {
        Drive through = new Drive();
        Drive restarting = new Drive();
        for (int i = 0; i < 600; i++) {
            Signal[] said = {
                speed(i % 200 < 120 ? 8 + i % 5 : 0),
                north(i * 6),
                quantity(Signals.PACK_POWER, 4_000),
                quantity(Signals.STATE_OF_CHARGE, 80 - i / 30)
            };
            int pause = i % 97 == 0 ? 150 : i % 201 == 200 ? 400 : 2;
            through.says(said).silent(pause);
            restarting.restarts().says(said).silent(pause);
        }
        assertThat(through.trips()).hasSizeGreaterThan(1);
        assertThat(restarting.trips())
                .extracting(Journey::figures)
                .isEqualTo(through.trips().stream().map(Journey::figures).toList());
        assertThat(restarting.track().sameAs(through.track())).isTrue();
    }

    @Test
    void theOpeningOfATripLeadsToTheSameTrip() {
        Drive drive = new Drive().stands(30).drives(10, 60, 1);
        Journey journey = drive.track().journey();
        TripDetector detector = new TripDetector(TripRule.DEFAULT);
        Track again = TrackSnapshot.read(TrackSnapshot.write(journey.opening()));
        assertThat(again.newestSeen()).contains(at(20));
        for (int i = 0; i < 60; i++) {
            again = detector.reduce(again, new Reading(Drive.VEHICLE, at(30 + i), 3 + i, List.of(speed(10))));
        }
        assertThat(again.sameAs(drive.track())).isTrue();
    }

    @Test
    void readingsOutOfOrderAreRefused() {
        Drive drive = new Drive().drives(10, 10, 1).silent(-60);
        assertThatThrownBy(() -> drive.says(speed(1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSnapshotOfAnotherFormIsRefused() {
        byte[] snapshot = TrackSnapshot.write(new Drive().drives(10, 10, 1).track());
        byte[] newer = snapshot.clone();
        newer[0] = 99;
        byte[] cut = Arrays.copyOf(snapshot, snapshot.length / 2);
        assertThatThrownBy(() -> TrackSnapshot.read(newer)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TrackSnapshot.read(cut)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSnapshotOfADayOfStopsStaysSmall() {
        Drive drive = new Drive();
        for (int i = 0; i < 700; i++) {
            drive.drives(10, 20, 10).says(speed(0)).silent(100).says(speed(0)).silent(10);
        }
        assertThat(drive.track().journey().figures().stops()).hasSize(500);
        assertThat(TrackSnapshot.write(drive.track()).length).isLessThan(64 * 1024);
        assertThat(TrackSnapshot.write(new Drive().drives(10, 30, 1).track()).length)
                .isLessThan(1_024);
    }
}
