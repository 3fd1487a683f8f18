package io.fleetport.domain.trip;

import java.util.Arrays;

/**
 * Everything summed up along a trip, in one pass.
 *
 * <p>Changed only while a track is being made, never after.
 */
final class Meters {

    /** A fuel rate speaks for no longer than this. */
    private static final long FUEL_HOLE_MICROS = 15_000_000;
    /** The battery power must be known for this share of a trip to be its energy. */
    private static final double POWER_SHARE = 0.8;

    private static final double SECONDS = 1e-6;

    private static final int NUMBERS_PER_STOP = 4;
    private static final int NUMBERS_PER_GAP = 4;
    /** More stops or gaps than this in one trip are not listed; a trip's snapshot has to stay below 64 KiB. */
    private static final int MOST_LISTED = 500;

    private static final long[] NONE = {};

    Distance distance = new Distance();
    Charge charge = new Charge();
    long observedMicros;
    long movingMicros;

    private double speed1 = Double.NaN;
    private double speed2 = Double.NaN;
    private double fastest;

    private double fuel;
    private boolean fuelKnown;

    private double joules;
    private long joulesMicros;
    private double watts = Double.NaN;
    private long wattsAt;
    private double remainingFirst = Double.NaN;
    private double remainingLast = Double.NaN;
    private double fullBattery = Double.NaN;

    double endLat = Double.NaN;
    double endLon;

    /** From, until, latitude, longitude of each. */
    long[] stops = NONE;
    /** From, until, cause, metres of each. */
    long[] gaps = NONE;

    Meters copy() {
        Meters copy = new Meters();
        copy.distance = distance.copy();
        copy.charge = charge.copy();
        copy.observedMicros = observedMicros;
        copy.movingMicros = movingMicros;
        copy.speed1 = speed1;
        copy.speed2 = speed2;
        copy.fastest = fastest;
        copy.fuel = fuel;
        copy.fuelKnown = fuelKnown;
        copy.joules = joules;
        copy.joulesMicros = joulesMicros;
        copy.watts = watts;
        copy.wattsAt = wattsAt;
        copy.remainingFirst = remainingFirst;
        copy.remainingLast = remainingLast;
        copy.fullBattery = fullBattery;
        copy.endLat = endLat;
        copy.endLon = endLon;
        copy.stops = stops;
        copy.gaps = gaps;
        return copy;
    }

    /** Takes what is known at the start, from a reading at that very time. */
    void begin(Known known, long at) {
        double speed = Double.isNaN(known.speed) ? known.gpsSpeed : known.speed;
        distance.begin(known, speed, at);
        take(known, at, true, Double.NaN);
        if (!Double.isNaN(speed)) {
            sample(speed);
        }
    }

    /** Takes the step from what was known at {@code at - apart} to what is known now. */
    void step(
            Known before,
            Known known,
            long at,
            long apart,
            Motion motionBefore,
            Motion motion,
            TripDetector.Limits limits) {
        double speed = known.freshSpeed(at, limits);
        distance.step(before, known, speed, at, motion, limits);
        if (!Double.isNaN(speed)) {
            sample(speed);
        } else if (known.fixes.fresh && Double.isNaN(known.speed) && Double.isNaN(known.gpsSpeed)) {
            sampleStep(before.fixes, known.fixes);
        }
        if (apart <= limits.observed && motion != Motion.UNKNOWN && motionBefore != Motion.UNKNOWN) {
            observedMicros += apart;
            int movingEnds = (motion == Motion.MOVING ? 1 : 0) + (motionBefore == Motion.MOVING ? 1 : 0);
            movingMicros += apart * movingEnds / 2;
        }
        if (known.fresh(Meaning.FUEL_RATE)) {
            fuelKnown = true;
            if (!Double.isNaN(before.fuelRate) && at - before.fuelRateAt <= FUEL_HOLE_MICROS) {
                fuel += (before.fuelRate + known.fuelRate) / 2 * (at - before.fuelRateAt) * SECONDS;
            }
        }
        double power = known.freshPower(at, limits);
        if (!Double.isNaN(watts) && at - wattsAt > limits.observed) {
            watts = Double.NaN;
        }
        take(known, at, known.fresh(Meaning.CHARGE), power);
    }

    private void take(Known known, long at, boolean freshCharge, double power) {
        if (freshCharge && !Double.isNaN(known.charge)) {
            charge.take(known.charge, at);
        }
        if (!Double.isNaN(power)) {
            if (!Double.isNaN(watts)) {
                joules += (watts + power) / 2 * (at - wattsAt) * SECONDS;
                joulesMicros += at - wattsAt;
            }
            watts = power;
            wattsAt = at;
        }
        if (!Double.isNaN(known.energyRemaining)) {
            if (Double.isNaN(remainingFirst)) {
                remainingFirst = known.energyRemaining;
            }
            remainingLast = known.energyRemaining;
        }
        double full = known.fullBattery();
        if (!Double.isNaN(full)) {
            fullBattery = full;
        }
        if (known.fixes.known()) {
            endLat = known.fixes.lat;
            endLon = known.fixes.lon;
        }
    }

    private void sampleStep(Fixes before, Fixes now) {
        if (before.known() && !now.jumped && now.changedAt > before.changedAt) {
            sample(Ground.metres(before.lat, before.lon, now.lat, now.lon)
                    / ((now.changedAt - before.changedAt) * SECONDS));
        }
    }

    /** The greatest speed is the greatest middle one of three in a row, so that a single wrong one does not count. */
    private void sample(double speed) {
        if (Double.isNaN(speed1)) {
            speed1 = speed;
        } else if (Double.isNaN(speed2)) {
            speed2 = speed;
        } else {
            double low = Math.min(speed1, speed2);
            double high = Math.max(speed1, speed2);
            fastest = Math.max(fastest, Math.max(low, Math.min(high, speed)));
            speed1 = speed2;
            speed2 = speed;
        }
    }

    /** Metres a second. */
    double fastest() {
        if (fastest > 0) {
            return fastest;
        }
        double only = Double.isNaN(speed1) ? 0 : speed1;
        return Double.isNaN(speed2) ? only : Math.min(only, speed2);
    }

    /** Cubic metres, or no number. */
    double fuel() {
        return fuelKnown ? fuel : Double.NaN;
    }

    /** Joules by battery power, or no number when it was known for too little of the time. */
    double joulesByPower(long durationMicros) {
        return joulesMicros > 0 && joulesMicros >= POWER_SHARE * durationMicros ? joules : Double.NaN;
    }

    double joulesByRemaining() {
        return remainingFirst - remainingLast;
    }

    double joulesByCharge() {
        return (charge.start() - charge.latest()) / 100 * fullBattery;
    }

    void addStop(long from, long until) {
        if (stops.length < MOST_LISTED * NUMBERS_PER_STOP) {
            stops = appended(
                    stops, from, until, Double.doubleToRawLongBits(endLat), Double.doubleToRawLongBits(endLon));
        }
    }

    void addGap(long from, long until, int cause, double metres) {
        if (gaps.length < MOST_LISTED * NUMBERS_PER_GAP && until > from) {
            gaps = appended(gaps, from, until, cause, Double.doubleToRawLongBits(metres));
        }
    }

    private static long[] appended(long[] row, long a, long b, long c, long d) {
        long[] longer = Arrays.copyOf(row, row.length + 4);
        longer[row.length] = a;
        longer[row.length + 1] = b;
        longer[row.length + 2] = c;
        longer[row.length + 3] = d;
        return longer;
    }

    /** All fields, with stops and gaps only as far as they go beyond those of {@code prefix}. */
    void fields(Fields f, Meters prefix) {
        distance.fields(f);
        charge.fields(f);
        observedMicros = f.whole(observedMicros);
        movingMicros = f.whole(movingMicros);
        speed1 = f.known(speed1);
        speed2 = f.known(speed2);
        fastest = f.real(fastest);
        fuel = f.real(fuel);
        fuelKnown = f.flag(fuelKnown);
        joules = f.real(joules);
        joulesMicros = f.whole(joulesMicros);
        watts = f.known(watts);
        wattsAt = f.whole(wattsAt);
        remainingFirst = f.known(remainingFirst);
        remainingLast = f.known(remainingLast);
        fullBattery = f.known(fullBattery);
        endLat = f.known(endLat);
        endLon = f.real(endLon);
        stops = tail(f, stops, prefix == this ? NONE : prefix.stops);
        gaps = tail(f, gaps, prefix == this ? NONE : prefix.gaps);
    }

    private static long[] tail(Fields f, long[] row, long[] prefix) {
        long[] tail = f.reading() ? NONE : Arrays.copyOfRange(row, prefix.length, row.length);
        tail = f.row(tail);
        if (!f.reading()) {
            return row;
        }
        long[] whole = Arrays.copyOf(prefix, prefix.length + tail.length);
        System.arraycopy(tail, 0, whole, prefix.length, tail.length);
        return whole;
    }
}
