package io.fleetport.domain.trip;

import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.Signal;
import java.util.List;

/**
 * The last said value of each signal that matters to a trip; a signal absent from a reading is unchanged. A value that
 * is not a number was never said, or was said to be unmeasurable. Times in microseconds of the epoch.
 *
 * <p>Changed only while a track is being made, never after.
 */
final class Known {

    private static final int UNSAID = 0;
    private static final int REST = 1;
    private static final int DRIVE = 2;

    private int gear;
    private int ignition;
    double speed = Double.NaN;
    long speedAt;
    double gpsSpeed = Double.NaN;
    long gpsSpeedAt;
    double odometer = Double.NaN;
    long odometerAt;
    double charge = Double.NaN;
    private double voltage = Double.NaN;
    private long voltageAt;
    private double current = Double.NaN;
    private long currentAt;
    double power = Double.NaN;
    double energyRemaining = Double.NaN;
    double capacity = Double.NaN;
    double fuelRate = Double.NaN;
    long fuelRateAt;
    Fixes fixes = new Fixes();

    /** One bit per {@link Meaning} that the reading just taken had a value for. */
    private int fresh;

    /** What is known after one more reading. */
    Known with(Reading reading, long at) {
        Known next = copy();
        List<Signal> signals = reading.signals();
        for (int i = 0, n = signals.size(); i < n; i++) {
            Signal signal = signals.get(i);
            Meaning meaning = Meaning.of(signal.name());
            if (meaning != Meaning.OTHER) {
                next.take(meaning, signal, at);
            }
        }
        return next;
    }

    private Known copy() {
        Known copy = new Known(fixes.copy());
        copy.gear = gear;
        copy.ignition = ignition;
        copy.speed = speed;
        copy.speedAt = speedAt;
        copy.gpsSpeed = gpsSpeed;
        copy.gpsSpeedAt = gpsSpeedAt;
        copy.odometer = odometer;
        copy.odometerAt = odometerAt;
        copy.charge = charge;
        copy.voltage = voltage;
        copy.voltageAt = voltageAt;
        copy.current = current;
        copy.currentAt = currentAt;
        copy.power = power;
        copy.energyRemaining = energyRemaining;
        copy.capacity = capacity;
        copy.fuelRate = fuelRate;
        copy.fuelRateAt = fuelRateAt;
        return copy;
    }

    Known() {}

    private Known(Fixes fixes) {
        this.fixes = fixes;
    }

    /** What is still worth knowing after a silence in which the vehicle may have been driven or charged unheard. */
    Known afterSilence() {
        Known left = new Known();
        left.gear = gear;
        left.ignition = ignition;
        left.capacity = capacity;
        return left;
    }

    private void take(Meaning meaning, Signal signal, long at) {
        if (signal instanceof Signal.Quantity quantity) {
            if (quantity.name().isPlausible(quantity.value())) {
                take(meaning, quantity.value(), at);
            }
        } else if (signal instanceof Signal.Place place) {
            if (meaning == Meaning.POSITION) {
                fixes.take(place.position(), at);
                fresh |= meaning.bit;
            }
        } else if (signal instanceof Signal.Option option) {
            if (meaning == Meaning.GEAR) {
                gear = gearOf(option.value());
                fresh |= meaning.bit;
            }
        } else if (signal instanceof Signal.Flag flag) {
            if (meaning == Meaning.IGNITION) {
                ignition = flag.on() ? DRIVE : REST;
                fresh |= meaning.bit;
            }
        } else if (signal instanceof Signal.Count count) {
            double value = (double) count.value();
            if (count.name().isPlausible(value)) {
                take(meaning, value, at);
            }
        } else if (signal instanceof Signal.Unmeasurable) {
            forget(meaning);
        }
    }

    private void take(Meaning meaning, double value, long at) {
        switch (meaning) {
            case SPEED -> {
                speed = Math.abs(value);
                speedAt = at;
            }
            case GPS_SPEED -> {
                gpsSpeed = Math.abs(value);
                gpsSpeedAt = at;
            }
            case ODOMETER -> {
                odometer = value;
                odometerAt = at;
            }
            case CHARGE -> charge = value;
            case VOLTAGE -> {
                voltage = value;
                voltageAt = at;
            }
            case CURRENT -> {
                current = value;
                currentAt = at;
            }
            case POWER -> power = value;
            case ENERGY_REMAINING -> energyRemaining = value;
            case CAPACITY -> capacity = value;
            case FUEL_RATE -> {
                fuelRate = value;
                fuelRateAt = at;
            }
            case POSITION, GEAR, IGNITION, OTHER -> {
                return;
            }
        }
        fresh |= meaning.bit;
    }

    private void forget(Meaning meaning) {
        switch (meaning) {
            case SPEED -> speed = Double.NaN;
            case GPS_SPEED -> gpsSpeed = Double.NaN;
            case ODOMETER -> odometer = Double.NaN;
            case CHARGE -> charge = Double.NaN;
            case VOLTAGE -> voltage = Double.NaN;
            case CURRENT -> current = Double.NaN;
            case POWER -> power = Double.NaN;
            case ENERGY_REMAINING -> energyRemaining = Double.NaN;
            case CAPACITY -> capacity = Double.NaN;
            case FUEL_RATE -> fuelRate = Double.NaN;
            case POSITION -> fixes.lose();
            case GEAR -> gear = UNSAID;
            case IGNITION -> ignition = UNSAID;
            case OTHER -> {}
        }
    }

    /** Sources write {@code D} or {@code ShiftStateD}; what is neither park nor a gear to drive in says nothing. */
    private static int gearOf(String option) {
        String letter = option.startsWith("ShiftState") ? option.substring("ShiftState".length()) : option;
        return switch (letter) {
            case "P", "p", "Park", "PARK", "park" -> REST;
            case "D", "d", "R", "r", "Drive", "DRIVE", "drive", "Reverse", "REVERSE", "reverse" -> DRIVE;
            default -> UNSAID;
        };
    }

    boolean fresh(Meaning meaning) {
        return (fresh & meaning.bit) != 0;
    }

    /** Whether the vehicle moves, by the best there is: a speed just said, gear and ignition, a speed said before, positions. */
    Motion motion(long at, TripDetector.Limits limits) {
        boolean rest = gear == REST || ignition == REST;
        boolean saysRestNow = fresh(Meaning.GEAR) && gear == REST || fresh(Meaning.IGNITION) && ignition == REST;
        Motion bySpeed = bySpeed(speed, speedAt, at, limits);
        if (rest && !(fresh(Meaning.SPEED) && bySpeed == Motion.MOVING && !saysRestNow)) {
            fixes.anchor(at);
            return Motion.STANDING;
        }
        if (bySpeed == Motion.UNKNOWN) {
            bySpeed = bySpeed(gpsSpeed, gpsSpeedAt, at, limits);
        }
        if (bySpeed != Motion.UNKNOWN) {
            if (fresh(Meaning.POSITION)) {
                fixes.anchor(at);
            }
            return bySpeed;
        }
        return byPosition(at, limits);
    }

    /** A vehicle that said it stands still stands; one that said it moves does so for a while. */
    private static Motion bySpeed(double speed, long saidAt, long at, TripDetector.Limits limits) {
        if (Double.isNaN(speed)) {
            return Motion.UNKNOWN;
        }
        if (speed < limits.moving) {
            return Motion.STANDING;
        }
        return at - saidAt <= limits.observed ? Motion.MOVING : Motion.UNKNOWN;
    }

    private Motion byPosition(long at, TripDetector.Limits limits) {
        if (fresh(Meaning.POSITION)) {
            fixes.judge(at, limits.moving);
        }
        boolean speedExpired = !Double.isNaN(speed) || !Double.isNaN(gpsSpeed);
        if (!fixes.anchored() || speedExpired && at - fixes.heardAt > limits.observed) {
            return gear == DRIVE && !speedExpired && !fixes.known() ? Motion.MOVING : Motion.UNKNOWN;
        }
        return fixes.roaming(at, limits.observed) ? Motion.MOVING : Motion.STANDING;
    }

    /** Metres a second by the best speed in this reading, or no number. */
    double freshSpeed(long at, TripDetector.Limits limits) {
        if (fresh(Meaning.SPEED)) {
            return speed;
        }
        boolean own = !Double.isNaN(speed) && at - speedAt <= limits.observed;
        return !own && fresh(Meaning.GPS_SPEED) ? gpsSpeed : Double.NaN;
    }

    /** Watts by what this reading said of the battery, or no number. */
    double freshPower(long at, TripDetector.Limits limits) {
        if (fresh(Meaning.POWER)) {
            return power;
        }
        if (!fresh(Meaning.VOLTAGE) && !fresh(Meaning.CURRENT)) {
            return Double.NaN;
        }
        boolean recent = at - voltageAt <= limits.observed && at - currentAt <= limits.observed;
        return recent ? voltage * current : Double.NaN;
    }

    /** Joules in a full battery, or no number. */
    double fullBattery() {
        if (!Double.isNaN(capacity)) {
            return capacity;
        }
        // Below a tenth the whole percent that many vehicles round to would be an error of more than ten percent.
        return charge >= 10 ? energyRemaining / (charge / 100) : Double.NaN;
    }

    void fields(Fields f) {
        gear = f.small(gear);
        ignition = f.small(ignition);
        speed = f.known(speed);
        speedAt = f.whole(speedAt);
        gpsSpeed = f.known(gpsSpeed);
        gpsSpeedAt = f.whole(gpsSpeedAt);
        odometer = f.known(odometer);
        odometerAt = f.whole(odometerAt);
        charge = f.known(charge);
        voltage = f.known(voltage);
        voltageAt = f.whole(voltageAt);
        current = f.known(current);
        currentAt = f.whole(currentAt);
        power = f.known(power);
        energyRemaining = f.known(energyRemaining);
        capacity = f.known(capacity);
        fuelRate = f.known(fuelRate);
        fuelRateAt = f.whole(fuelRateAt);
        fixes.fields(f);
    }
}
