package io.fleetport.domain.trip;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All the detector remembers of one vehicle after a number of readings. Immutable once made, so safe to keep and share.
 *
 * @see TrackSnapshot
 */
public final class Track {

    private static final Track EMPTY = new Track();

    /** Event time in microseconds of the epoch and fingerprint of the newest reading. */
    long newest = Long.MIN_VALUE;

    long newestFingerprint;
    Known known = new Known();
    Motion motion = Motion.UNKNOWN;

    @Nullable
    Journey journey;

    @Nullable
    Journey finished;

    Track() {}

    Track(Known known, Motion motion, long newest, long newestFingerprint) {
        this.known = known;
        this.motion = motion;
        this.newest = newest;
        this.newestFingerprint = newestFingerprint;
    }

    /** The track of a vehicle that has said nothing yet. */
    public static Track empty() {
        return EMPTY;
    }

    /** Event time of the newest reading taken. */
    public Optional<Instant> newestSeen() {
        return newest == Long.MIN_VALUE ? Optional.empty() : Optional.of(instant(newest));
    }

    /** Fingerprint of the newest reading taken; meaningless before the first. */
    public long newestFingerprint() {
        return newestFingerprint;
    }

    /** The drive the vehicle is on, or stands at the possible end of. */
    public @Nullable Journey journey() {
        return journey;
    }

    /** The drive that the newest reading showed to be over. Told once: not part of a snapshot, nor of the next track. */
    public @Nullable Journey finished() {
        return finished;
    }

    /** Whether both lead to the same trips whatever comes next, told by all that a snapshot holds. */
    public boolean sameAs(Track other) {
        return this == other || Arrays.equals(written(), other.written());
    }

    /** As {@link #sameAs}, except for where the journey underway began. */
    public boolean sameFromHere(Track other) {
        if ((journey == null) != (other.journey == null)) {
            return false;
        }
        return Arrays.equals(writtenFromHere(), other.writtenFromHere());
    }

    /** This track, but for where its journey begins to be followed: as {@link #sameFromHere}, late readings may change that. */
    public Track openedBy(Track opening) {
        if (journey == null || journey.opening().sameAs(opening)) {
            return this;
        }
        Track other = new Track(known, motion, newest, newestFingerprint);
        other.journey = journey.openedBy(opening);
        return other;
    }

    private long[] written() {
        Fields f = Fields.toWrite();
        withJourney(f, this);
        return f.written();
    }

    private long[] writtenFromHere() {
        Fields f = Fields.toWrite();
        fields(f, this);
        if (journey != null) {
            Journey.fieldsFromHere(f, journey);
        }
        return f.written();
    }

    static long micros(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
    }

    /** The fields but for the journey. */
    static Track fields(Fields f, Track track) {
        Track read = f.reading() ? new Track() : track;
        read.newest = f.whole(read.newest);
        read.newestFingerprint = f.whole(read.newestFingerprint);
        read.motion = Motion.of(f.small(read.motion.code));
        read.known.fields(f);
        return read;
    }

    static Track withJourney(Fields f, Track track) {
        Track read = fields(f, track);
        if (f.flag(read.journey != null)) {
            read.journey = Journey.fields(f, read.journey);
        }
        return read;
    }
}
