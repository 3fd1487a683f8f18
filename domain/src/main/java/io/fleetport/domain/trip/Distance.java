package io.fleetport.domain.trip;

import io.fleetport.domain.trip.TripFigures.DistanceSource;

/**
 * Metres driven by each of three measures side by side: counter, speed, positions. Which one is believed is decided when
 * asked, by how they were sampled and whether they agree.
 *
 * <p>Changed only while a track is being made, never after.
 */
final class Distance {

    private static final double SECONDS = 1e-6;
    /** Speed said at most this far apart gives a distance better than fixes do. */
    private static final long DENSE_MICROS = 2_500_000;
    /** Speed must have been said that densely for this share of the time for its integral to be believed over fixes. */
    private static final double DENSE_SHARE = 0.8;
    /** A vehicle that stood and then says a speed set off lately, not when it last said that it stood. */
    private static final long SETTING_OFF_MICROS = 2_000_000;
    /** Fixes further apart than this cut corners. */
    private static final double SPARSE_FIX_SECONDS = 30;
    /** A counter may be told in steps: beyond what the fastest vehicle drives, this much is no jump. */
    private static final double COUNTER_STEP_METRES = 500;
    /** The counter's first and last step are cut off anywhere, so that fewer than this many make it worse than good fixes. */
    private static final int FINE_COUNTER_STEPS = 10;

    private double counted;
    private int counterSteps;
    private int counterFaults;

    private double integrated;
    private double speedBefore = Double.NaN;
    private long speedAt;
    private int speeds;
    private double denseSeconds;
    private double speedSeconds;

    private double summed;
    private double fromLat = Double.NaN;
    private double fromLon;
    private long fromAt;
    private int fixes;
    private double fixSeconds;
    private double firstLat = Double.NaN;
    private double firstLon;
    private double farthest;

    Distance copy() {
        Distance copy = new Distance();
        copy.counted = counted;
        copy.counterSteps = counterSteps;
        copy.counterFaults = counterFaults;
        copy.integrated = integrated;
        copy.speedBefore = speedBefore;
        copy.speedAt = speedAt;
        copy.speeds = speeds;
        copy.denseSeconds = denseSeconds;
        copy.speedSeconds = speedSeconds;
        copy.summed = summed;
        copy.fromLat = fromLat;
        copy.fromLon = fromLon;
        copy.fromAt = fromAt;
        copy.fixes = fixes;
        copy.fixSeconds = fixSeconds;
        copy.firstLat = firstLat;
        copy.firstLon = firstLon;
        copy.farthest = farthest;
        return copy;
    }

    /** Begins at what is known of the start. */
    void begin(Known known, double speed, long at) {
        if (!Double.isNaN(speed)) {
            speedBefore = speed;
            speedAt = at;
        }
        if (known.fixes.known()) {
            from(known.fixes, at);
            firstLat = known.fixes.lat;
            firstLon = known.fixes.lon;
        }
    }

    private void from(Fixes fix, long at) {
        fromLat = fix.lat;
        fromLon = fix.lon;
        fromAt = at;
    }

    void step(Known before, Known known, double speed, long at, Motion motion, TripDetector.Limits limits) {
        if (!Double.isNaN(speed)) {
            integrate(before, known, speed, at, limits);
        }
        if (known.fixes.fresh) {
            sum(known.fixes, at, motion, limits);
        }
        if (known.fresh(Meaning.ODOMETER) && !Double.isNaN(before.odometer)) {
            count(known.odometer - before.odometer, (at - before.odometerAt) * SECONDS);
        }
    }

    private void integrate(Known before, Known known, double speed, long at, TripDetector.Limits limits) {
        long apart = at - speedAt;
        if (Double.isNaN(speedBefore)) {
            apart = 0;
        } else if (apart <= limits.observed) {
            speeds++;
            if (apart <= DENSE_MICROS) {
                denseSeconds += apart * SECONDS;
            }
            speedSeconds += apart * SECONDS;
            boolean settingOff = speedBefore < limits.moving && apart > DENSE_MICROS;
            integrated += (speedBefore + speed) / 2 * (settingOff ? SETTING_OFF_MICROS : apart) * SECONDS;
        } else if (before.fixes.known() && known.fixes.fresh && !known.fixes.jumped) {
            integrated += Ground.metres(before.fixes.lat, before.fixes.lon, known.fixes.lat, known.fixes.lon);
        }
        speedBefore = speed;
        speedAt = at;
    }

    private void sum(Fixes fix, long at, Motion motion, TripDetector.Limits limits) {
        if (Double.isNaN(fromLat)) {
            firstLat = fix.lat;
            firstLon = fix.lon;
        } else if (!fix.jumped) {
            double metres = fix.metresFrom(fromLat, fromLon);
            if (motion != Motion.MOVING && metres <= Fixes.NOISE_METRES) {
                return; // the drift of a receiver that stands, until the vehicle moves again
            }
            summed += metres;
            fixes++;
            fixSeconds += (at - fromAt) * SECONDS;
            if (farthest < limits.leastMetres) {
                farthest = Math.max(farthest, Ground.metres(firstLat, firstLon, fix.lat, fix.lon));
            }
        }
        from(fix, at);
    }

    private void count(double metres, double seconds) {
        if (metres < 0 || metres > Fixes.FASTEST * seconds + COUNTER_STEP_METRES) {
            counterFaults++; // reset to zero or replaced: go on from the new value
        } else if (metres > 0) {
            counted += metres;
            counterSteps++;
        }
    }

    /** Takes over the counter of a later standing: its last value is often told only after the vehicle came to rest. */
    double metres(Distance later) {
        return switch (source(later)) {
            case ODOMETER -> later.counted;
            case SPEED -> integrated;
            case POSITIONS -> summed;
            case NONE -> 0;
        };
    }

    DistanceSource source(Distance later) {
        boolean denseSpeed = denseSeconds > 0 && denseSeconds >= DENSE_SHARE * speedSeconds;
        boolean sparseFixes = fixes == 0
                || fixSeconds / fixes > SPARSE_FIX_SECONDS
                        && speedSeconds / Math.max(1, speeds) < fixSeconds / fixes / 2;
        boolean anySpeed = integrated > 0;
        boolean bySpeed = anySpeed && (denseSpeed || sparseFixes);
        boolean anyOther = bySpeed || fixes > 0;
        boolean fineOther = denseSpeed || fixes >= FINE_COUNTER_STEPS;
        if (later.counterSteps > 0
                && later.counterFaults * 4 <= later.counterSteps
                && (later.counterSteps >= FINE_COUNTER_STEPS || !fineOther)
                && (!anyOther || agrees(later.counted, bySpeed ? integrated : summed))) {
            return DistanceSource.ODOMETER;
        }
        if (bySpeed) {
            return DistanceSource.SPEED;
        }
        return fixes > 0 ? DistanceSource.POSITIONS : DistanceSource.NONE;
    }

    /** A fifth for worn tyres, wrong wheel sizes and curves cut, besides the counter's coarseness. */
    private static boolean agrees(double counted, double other) {
        return Math.abs(counted - other) <= other / 5 + COUNTER_STEP_METRES / 2;
    }

    /** Whether a vehicle has been driven this far, and not only seemed to while its receiver drifted. */
    boolean reaches(double metres) {
        DistanceSource source = source(this);
        return metres(this) >= metres && (source != DistanceSource.POSITIONS || farthest >= metres);
    }

    /** Degrees of the first fix, or no number. */
    double firstLat() {
        return firstLat;
    }

    double firstLon() {
        return firstLon;
    }

    void fields(Fields f) {
        counted = f.real(counted);
        counterSteps = f.small(counterSteps);
        counterFaults = f.small(counterFaults);
        integrated = f.real(integrated);
        speedBefore = f.known(speedBefore);
        speedAt = f.whole(speedAt);
        speeds = f.small(speeds);
        denseSeconds = f.real(denseSeconds);
        speedSeconds = f.real(speedSeconds);
        summed = f.real(summed);
        fromLat = f.known(fromLat);
        fromLon = f.real(fromLon);
        fromAt = f.whole(fromAt);
        fixes = f.small(fixes);
        fixSeconds = f.real(fixSeconds);
        firstLat = f.known(firstLat);
        firstLon = f.real(firstLon);
        farthest = f.real(farthest);
    }
}
