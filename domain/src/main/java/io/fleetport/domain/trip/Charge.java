package io.fleetport.domain.trip;

/**
 * State of charge over a trip, at its start and by now, with single wrong values left out: some sources read the percent
 * off a display and misread it once in a while. A value counts when one beside it agrees.
 *
 * <p>Changed only while a track is being made, never after.
 */
final class Charge {

    /** Values this near agree. More than a misread last digit, less than a misread first one. */
    private static final double AGREE_PERCENT = 3;
    /** A battery may lose or gain this much in a minute besides (a pack emptied or filled at a rate of three times its capacity an hour loses five). */
    private static final double PERCENT_PER_MINUTE = 5;

    private double start = Double.NaN;
    private double latest = Double.NaN;
    private long latestAt;
    private double doubtful = Double.NaN;
    private long doubtfulAt;
    private boolean confirmed;

    Charge copy() {
        Charge copy = new Charge();
        copy.start = start;
        copy.latest = latest;
        copy.latestAt = latestAt;
        copy.doubtful = doubtful;
        copy.doubtfulAt = doubtfulAt;
        copy.confirmed = confirmed;
        return copy;
    }

    void take(double percent, long at) {
        if (Double.isNaN(start)) {
            start = percent;
            settle(percent, at);
        } else if (agree(latest, latestAt, percent, at)) {
            confirmed = true;
            settle(percent, at);
        } else if (!Double.isNaN(doubtful) && agree(doubtful, doubtfulAt, percent, at)) {
            if (!confirmed) {
                start = doubtful; // what the trip seemed to start with was the wrong one
            }
            confirmed = true;
            settle(percent, at);
        } else {
            doubtful = percent;
            doubtfulAt = at;
        }
    }

    private void settle(double percent, long at) {
        latest = percent;
        latestAt = at;
        doubtful = Double.NaN;
        doubtfulAt = 0;
    }

    private static boolean agree(double before, long beforeAt, double after, long afterAt) {
        return Math.abs(after - before) <= AGREE_PERCENT + PERCENT_PER_MINUTE * (afterAt - beforeAt) / 60e6;
    }

    /** Percent, or no number. */
    double start() {
        return start;
    }

    /** Percent, or no number. */
    double latest() {
        return latest;
    }

    void fields(Fields f) {
        start = f.known(start);
        latest = f.known(latest);
        latestAt = f.whole(latestAt);
        doubtful = f.known(doubtful);
        doubtfulAt = f.whole(doubtfulAt);
        confirmed = f.flag(confirmed);
    }
}
