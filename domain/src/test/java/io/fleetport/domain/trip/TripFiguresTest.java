package io.fleetport.domain.trip;

import static io.fleetport.domain.trip.Drive.at;
import static io.fleetport.domain.trip.Drive.north;
import static io.fleetport.domain.trip.Drive.quantity;
import static io.fleetport.domain.trip.Drive.speed;
import static io.fleetport.domain.trip.TripFigures.DistanceSource.ODOMETER;
import static io.fleetport.domain.trip.TripFigures.DistanceSource.POSITIONS;
import static io.fleetport.domain.trip.TripFigures.DistanceSource.SPEED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fleetport.domain.motion.Position;
import io.fleetport.domain.trip.TripFigures.EnergySource;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.Signals;
import java.time.Duration;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What a drive of 200 s at 15 m/s adds up to, told in different ways. */
class TripFiguresTest {

    private static final int SECONDS = 200;
    private static final double SPEED_MPS = 15;
    private static final double METRES = SECONDS * SPEED_MPS;

    private static TripFigures figures(int step, IntFunction<Signal[]> said) {
        Drive drive = new Drive();
        for (int t = 0; t <= SECONDS; t += step) {
            drive.says(said.apply(t)).silent(step);
        }
        drive.silent(300).says(speed(0));
        return drive.onlyTrip().figures();
    }

    private static Signal odometer(double metres) {
        return quantity(Signals.ODOMETER, 50_000_000 + metres);
    }

    private static Signal[] all(Signal... signals) {
        return signals;
    }

    @Test
    void anOdometerThatAgreesIsTheDistance() {
        TripFigures figures = figures(2, t -> all(speed(SPEED_MPS), north(t * 14.9), odometer(t * 15.3)));
        assertThat(figures.distanceSource()).isEqualTo(ODOMETER);
        assertThat(figures.distanceMetres()).isCloseTo(SECONDS * 15.3, within(0.01));
    }

    @Test
    void anOdometerThatStandsStillIsNotBelieved() {
        TripFigures figures = figures(2, t -> all(speed(SPEED_MPS), odometer(0)));
        assertThat(figures.distanceSource()).isEqualTo(SPEED);
        assertThat(figures.distanceMetres()).isCloseTo(METRES, within(0.01));
    }

    @Test
    void aTripMeterThatStartsAgainIsBelieved() {
        TripFigures figures = figures(1, t -> all(speed(SPEED_MPS), quantity(Signals.ODOMETER, t % 100 * SPEED_MPS)));
        assertThat(figures.distanceSource()).isEqualTo(ODOMETER);
        assertThat(figures.distanceMetres()).isCloseTo(METRES, within(3 * SPEED_MPS));
    }

    @Test
    void anOdometerThatJumpsForwardLosesOnlyTheJump() {
        TripFigures figures = figures(1, t -> all(speed(SPEED_MPS), odometer(t * SPEED_MPS + (t < 90 ? 0 : 1e6))));
        assertThat(figures.distanceSource()).isEqualTo(ODOMETER);
        assertThat(figures.distanceMetres()).isCloseTo(METRES, within(SPEED_MPS + 0.01));
    }

    @Test
    void theLastOdometerValueMayComeAfterTheVehicleCameToRest() {
        Drive drive = new Drive();
        for (int t = 0; t < SECONDS; t += 10) {
            drive.says(speed(SPEED_MPS), odometer(t * SPEED_MPS)).silent(10);
        }
        drive.says(speed(0)).silent(60).says(odometer(METRES)).silent(300).says(speed(0));
        assertThat(drive.onlyTrip().lastMovingAt()).isEqualTo(at(SECONDS));
        assertThat(drive.onlyTrip().figures().distanceMetres()).isCloseTo(METRES, within(0.01));
    }

    @Test
    void speedSaidEverySecondIsIntegrated() {
        TripFigures figures = figures(1, t -> all(speed(SPEED_MPS), north(t * 16)));
        assertThat(figures.distanceSource()).isEqualTo(SPEED);
        assertThat(figures.distanceMetres()).isCloseTo(METRES, within(0.01));
    }

    @Test
    void betweenSpeedsSaidSeldomPositionsAreBetter() {
        TripFigures figures = figures(5, t -> all(speed(SPEED_MPS), north(t * 16)));
        assertThat(figures.distanceSource()).isEqualTo(POSITIONS);
        assertThat(figures.distanceMetres()).isCloseTo(SECONDS * 16, within(1.0));
    }

    @Test
    void aFrozenPositionCatchesUpOverTheTimeItWasFrozen() {
        TripFigures figures = figures(5, t -> all(speed(SPEED_MPS), north(t / 20 * 20 * SPEED_MPS)));
        assertThat(figures.distanceMetres()).isCloseTo(METRES, within(1.0));
    }

    @Test
    void strayFixesAndTheNullIslandAreLeftOut() {
        TripFigures figures = figures(
                5,
                t -> all(
                        speed(SPEED_MPS),
                        t == 100
                                ? north(40_000)
                                : t == 50
                                        ? new Signal.Place(Signals.POSITION, new Position(0, 0))
                                        : north(t * SPEED_MPS)));
        assertThat(figures.distanceMetres()).isCloseTo(METRES, within(1.0));
    }

    @Test
    void aVehicleWhoseFirstFixWasAStrayIsFoundAgain() {
        TripFigures figures = figures(5, t -> all(speed(SPEED_MPS), north(t == 0 ? 90_000 : t * SPEED_MPS)));
        assertThat(figures.distanceMetres()).isCloseTo(METRES, within(20 * SPEED_MPS));
        assertThat(figures.endPosition().latitude()).isLessThan(50.1);
    }

    @Test
    void driftDuringAStopIsNotDriven() {
        Drive drive = new Drive();
        for (int t = 0; t < 100; t += 5) {
            drive.says(speed(10), north(t * 10)).silent(5);
        }
        for (int t = 0; t < 200; t += 5) {
            drive.says(speed(0), north(1_000 + t % 15)).silent(5);
        }
        for (int t = 0; t <= 100; t += 5) {
            drive.says(speed(10), north(1_000 + t * 10)).silent(5);
        }
        drive.silent(300).says(speed(0));
        assertThat(drive.onlyTrip().figures().distanceMetres()).isCloseTo(2_000, within(25.0));
        assertThat(drive.onlyTrip().figures().moving()).isBetween(Duration.ofSeconds(195), Duration.ofSeconds(205));
    }

    @Test
    void aSingleWrongSpeedIsNotTheGreatest() {
        TripFigures figures = figures(1, t -> all(speed(t == 77 ? 90 : SPEED_MPS)));
        assertThat(figures.maxSpeedMetresPerSecond()).isEqualTo(SPEED_MPS);
        assertThat(figures.averageSpeedMetresPerSecond()).isBetween(14.9, 15.6);
    }

    @Test
    void batteryPowerOverTimeIsTheEnergy() {
        TripFigures figures = figures(
                5,
                t -> all(
                        speed(SPEED_MPS),
                        quantity(Signals.PACK_VOLTAGE, 400),
                        quantity(Signals.PACK_CURRENT, t < 100 ? 50 : -10)));
        assertThat(figures.energySource()).isEqualTo(EnergySource.PACK_POWER);
        // the first reading is where the trip begins; between 95 s and 100 s the current falls evenly
        assertThat(figures.energy().joules()).isCloseTo(90 * 20_000 + 5 * 8_000 + 100 * -4_000, within(1.0));
    }

    @Test
    void withoutPowerTheRemainingEnergyTells() {
        TripFigures figures = figures(5, t -> all(speed(SPEED_MPS), quantity(Signals.ENERGY_REMAINING, 1e8 - t * 1e4)));
        assertThat(figures.energySource()).isEqualTo(EnergySource.ENERGY_REMAINING);
        assertThat(figures.energy().joules()).isCloseTo(SECONDS * 1e4, within(1.0));
    }

    @Test
    void withoutEitherTheChargeTimesTheCapacityTells() {
        TripFigures figures = figures(
                5,
                t -> all(
                        speed(SPEED_MPS),
                        quantity(Signals.STATE_OF_CHARGE, 80 - t / 100.0),
                        quantity(Signals.BATTERY_CAPACITY, 2e8)));
        assertThat(figures.energySource()).isEqualTo(EnergySource.STATE_OF_CHARGE);
        assertThat(figures.energy().joules()).isCloseTo(0.02 * 2e8, within(1.0));
        assertThat(figures.socStartPercent()).isEqualTo(80);
        assertThat(figures.socEndPercent()).isEqualTo(78);
    }

    @Test
    void aMisreadChargeIsNeitherStartNorEnd() {
        TripFigures figures = figures(
                5,
                t -> all(
                        speed(SPEED_MPS),
                        quantity(Signals.STATE_OF_CHARGE, t == 0 ? 9 : t == 100 ? 18 : t == 200 ? 7 : 90 - t / 50)));
        assertThat(figures.socStartPercent()).isEqualTo(90);
        assertThat(figures.socEndPercent()).isEqualTo(87);
    }

    @Test
    void fuelIsTheRateOverTimeWithoutItsHoles() {
        TripFigures figures = figures(
                5,
                t -> t > 50 && t < 100
                        ? all(speed(SPEED_MPS))
                        : all(speed(SPEED_MPS), quantity(Signals.FUEL_RATE, 2e-6)));
        assertThat(figures.fuelCubicMetres()).isCloseTo(150 * 2e-6, within(1e-12));
    }

    @Test
    void whatNobodyMeasuredIsUnknownAndNotZero() {
        TripFigures figures = figures(1, t -> all(speed(SPEED_MPS)));
        assertThat(figures.energy()).isNull();
        assertThat(figures.fuelCubicMetres()).isNull();
        assertThat(figures.socStartPercent()).isNull();
        assertThat(figures.startPosition()).isNull();
        assertThat(figures.coverage()).isEqualTo(1);
    }
}
