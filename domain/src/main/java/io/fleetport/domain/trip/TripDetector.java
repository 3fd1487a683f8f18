package io.fleetport.domain.trip;

import io.fleetport.domain.vehicle.Reading;
import org.jspecify.annotations.Nullable;

/**
 * Finds trips: a pure step from a track and the next reading to the next track. Readings must come in {@link
 * Reading#EVENT_ORDER}, each once. Immutable and safe to use from many threads.
 */
public final class TripDetector {

    /** A standstill this long inside a trip is listed as a stop. Longer than a usual wait at a traffic light. */
    static final long STOP_MICROS = 60_000_000;

    /** The rule in the units the detector counts in: microseconds, metres a second, metres. */
    static final class Limits {
        final long ends;
        final long observed;
        final double moving;
        final double leastMetres;

        Limits(TripRule rule) {
            ends = rule.endsAfter().toNanos() / 1_000;
            observed = rule.observedWithin().toNanos() / 1_000;
            moving = rule.movingMetresPerSecond();
            leastMetres = rule.leastMetres();
        }
    }

    private final Limits limits;

    public TripDetector(TripRule rule) {
        this.limits = new Limits(rule);
    }

    /**
     * The track after one more reading.
     *
     * @throws IllegalArgumentException when the reading is not after the newest of the track in event order
     */
    public Track reduce(Track track, Reading reading) {
        long at = Track.micros(reading.observedAt());
        if (at < track.newest || at == track.newest && reading.fingerprint() <= track.newestFingerprint) {
            throw new IllegalArgumentException("reading of " + reading.observedAt() + " must come after "
                    + track.newestSeen().orElseThrow() + " in event order");
        }
        Track before = track.newest != Long.MIN_VALUE && at - track.newest >= limits.ends ? silent(track) : track;
        Known known = before.known.with(reading, at);
        Motion motion = known.motion(at, limits);
        Track next = new Track(known, motion, at, reading.fingerprint());
        next.finished = before == track ? null : track.journey;
        Journey journey = before.journey;
        if (journey != null) {
            // A vehicle that moves again within the rule goes on, however little was heard of it in between.
            if (motion != Motion.MOVING && journey.over(at, limits)) {
                next.finished = journey;
            } else {
                next.journey = journey.with(before, known, at, motion, limits);
            }
        } else if (motion == Motion.MOVING) {
            next.journey = begun(before, known, at, motion);
        }
        return next;
    }

    /** What is left of a track after a silence that ends a trip. */
    private static Track silent(Track track) {
        return new Track(track.known.afterSilence(), Motion.UNKNOWN, track.newest, track.newestFingerprint);
    }

    /** A drive begins with the last reading of the standstill before it, if that is recent, else where it was first seen. */
    private @Nullable Journey begun(Track before, Known known, long at, Motion motion) {
        Track opening = before.finished == null
                ? before
                : new Track(before.known, before.motion, before.newest, before.newestFingerprint);
        if (before.motion == Motion.STANDING && at - before.newest <= limits.observed) {
            return Journey.begin(opening, before.known, before.newest).with(before, known, at, motion, limits);
        }
        return Journey.begin(opening, known, at);
    }
}
