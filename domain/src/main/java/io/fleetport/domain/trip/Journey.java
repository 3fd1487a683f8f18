package io.fleetport.domain.trip;

import io.fleetport.domain.energy.Energy;
import io.fleetport.domain.motion.Position;
import io.fleetport.domain.trip.TripFigures.DistanceSource;
import io.fleetport.domain.trip.TripFigures.EnergySource;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A drive as the detector follows it. It is a trip to be told once it has gone far enough. Its figures are those up to
 * when the vehicle last moved or came to rest from moving, so that the end of a trip changes none of them. Immutable.
 */
public final class Journey {

    /** What stands for the cause of a gap in a snapshot. */
    private static final int SILENCE = 0;

    private static final int UNMEASURABLE = 1;

    private final Track opening;
    private final long startedAt;
    /** When the vehicle last moved, or came to rest from moving. */
    private long restedAt;
    /** What was summed up until then, and by the latest reading; the same object while the vehicle moves. */
    private Meters rested;

    private Meters latest;
    /** When the vehicle began to say nothing of its movement, 0 while it does. */
    private long unknownSince;

    private boolean stands;
    private boolean trip;

    private Journey(Track opening, long startedAt, Meters meters) {
        this.opening = opening;
        this.startedAt = startedAt;
        this.restedAt = startedAt;
        this.rested = meters;
        this.latest = meters;
    }

    /** A journey that starts with the given reading's time and what was known then. */
    static Journey begin(Track opening, Known known, long at) {
        Meters meters = new Meters();
        meters.begin(known, at);
        return new Journey(opening, at, meters);
    }

    /** This journey after one more reading. */
    Journey with(Track before, Known known, long at, Motion motion, TripDetector.Limits limits) {
        long apart = at - before.newest;
        Journey next = new Journey(opening, startedAt, latest.copy());
        next.restedAt = restedAt;
        next.unknownSince = unknownSince;
        next.stands = stands;
        next.trip = trip;
        Meters meters = next.latest;
        meters.step(before.known, known, at, apart, before.motion, motion, limits);
        next.vouch(before, known, at, motion, limits);
        switch (motion) {
            case MOVING -> {
                if (stands) {
                    next.setOff(before.motion == Motion.STANDING && apart <= limits.observed ? before.newest : at);
                }
                next.rest(at);
                next.stands = false;
            }
            case STANDING -> {
                if (!stands && before.motion == Motion.MOVING && apart <= limits.observed) {
                    next.rest(at);
                } else {
                    next.rested = rested;
                }
                next.stands = true;
            }
            case UNKNOWN -> next.rested = rested;
        }
        next.trip = trip || meters.distance.reaches(limits.leastMetres);
        return next;
    }

    Journey openedBy(Track other) {
        Journey next = new Journey(other, startedAt, latest);
        next.restedAt = restedAt;
        next.rested = rested;
        next.unknownSince = unknownSince;
        next.stands = stands;
        next.trip = trip;
        return next;
    }

    private void rest(long at) {
        restedAt = at;
        rested = latest;
    }

    private void setOff(long at) {
        if (at - restedAt >= TripDetector.STOP_MICROS) {
            latest.addStop(restedAt, at);
        }
    }

    /** Notes what time cannot be vouched for. */
    private void vouch(Track before, Known known, long at, Motion motion, TripDetector.Limits limits) {
        if (motion == Motion.UNKNOWN) {
            unknownSince = unknownSince == 0 ? at : unknownSince;
        } else if (unknownSince != 0) {
            addGap(unknownSince, at, Gap.Cause.UNMEASURABLE, before, known);
            unknownSince = 0;
        } else if (at - before.newest > limits.observed) {
            addGap(before.newest, at, Gap.Cause.SILENCE, before, known);
        }
    }

    private void addGap(long from, long until, Gap.Cause cause, Track before, Known known) {
        Fixes a = before.known.fixes;
        Fixes b = known.fixes;
        double metres = a.known() && b.known() ? Ground.metres(a.lat, a.lon, b.lat, b.lon) : Double.NaN;
        latest.addGap(from, until, cause == Gap.Cause.SILENCE ? SILENCE : UNMEASURABLE, metres);
    }

    /** Whether the vehicle has now stood, or not been known to move, for as long as ends a trip. */
    boolean over(long at, TripDetector.Limits limits) {
        return at - restedAt >= limits.ends;
    }

    /** The detector's state from which this journey began; reducing the readings after it gives this journey again. */
    public Track opening() {
        return opening;
    }

    /** Whether it has gone far enough to be told as a trip. Once it has, it remains one. */
    public boolean isTrip() {
        return trip;
    }

    /** When the vehicle left its standstill, or was first seen moving. */
    public Instant startedAt() {
        return Track.instant(startedAt);
    }

    /** When the vehicle last moved, or came to rest from moving. When the journey is over, its end. */
    public Instant lastMovingAt() {
        return Track.instant(restedAt);
    }

    /** The figures up to {@link #lastMovingAt}. */
    public TripFigures figures() {
        long micros = restedAt - startedAt;
        Distance distance = rested.distance;
        double metres = distance.metres(latest.distance);
        DistanceSource source = distance.source(latest.distance);
        EnergySource energySource = energySource(micros);
        double fuel = rested.fuel();
        return new TripFigures(
                lastMovingAt(),
                duration(micros),
                duration(rested.movingMicros),
                metres,
                source,
                rested.fastest(),
                micros > 0 ? metres / (micros * 1e-6) : 0,
                energySource == null ? null : new Energy(joules(energySource, micros)),
                energySource,
                Double.isNaN(fuel) ? null : (Double) fuel,
                orNull(rested.charge.start()),
                orNull(rested.charge.latest()),
                startPosition(),
                position(rested.endLat, rested.endLon),
                micros > 0 ? Math.min(1, (double) rested.observedMicros / micros) : 1,
                stops());
    }

    private @Nullable EnergySource energySource(long micros) {
        for (EnergySource source : EnergySource.values()) {
            if (Double.isFinite(joules(source, micros))) {
                return source;
            }
        }
        return null;
    }

    private double joules(EnergySource source, long micros) {
        return switch (source) {
            case PACK_POWER -> rested.joulesByPower(micros);
            case ENERGY_REMAINING -> rested.joulesByRemaining();
            case STATE_OF_CHARGE -> rested.joulesByCharge();
        };
    }

    private static @Nullable Double orNull(double value) {
        return Double.isNaN(value) ? null : (Double) value;
    }

    private @Nullable Position startPosition() {
        return position(rested.distance.firstLat(), rested.distance.firstLon());
    }

    private static @Nullable Position position(double lat, double lon) {
        return Double.isNaN(lat) ? null : new Position(lat, lon);
    }

    private static Duration duration(long micros) {
        return Duration.ofSeconds(micros / 1_000_000, micros % 1_000_000 * 1_000);
    }

    private List<Stop> stops() {
        long[] row = rested.stops;
        List<Stop> stops = new ArrayList<>(row.length / 4);
        for (int i = 0; i < row.length; i += 4) {
            stops.add(new Stop(
                    Track.instant(row[i]),
                    Track.instant(row[i + 1]),
                    position(Double.longBitsToDouble(row[i + 2]), Double.longBitsToDouble(row[i + 3]))));
        }
        return stops;
    }

    /** How many gaps {@link #gaps} would list. Grows only, as long as readings come in order. */
    public int gapCount() {
        return rested.gaps.length / 4;
    }

    /** What of the journey nobody can vouch for, oldest first; at most 500. */
    public List<Gap> gaps(VehicleId vehicle, TripId id) {
        long[] row = rested.gaps;
        List<Gap> gaps = new ArrayList<>(row.length / 4);
        for (int i = 0; i < row.length; i += 4) {
            gaps.add(new Gap(
                    vehicle,
                    id,
                    Track.instant(row[i]),
                    Track.instant(row[i + 1]),
                    row[i + 2] == SILENCE ? Gap.Cause.SILENCE : Gap.Cause.UNMEASURABLE,
                    orNull(Double.longBitsToDouble(row[i + 3]))));
        }
        return gaps;
    }

    static Journey fields(Fields f, @Nullable Journey journey) {
        Track opening = Track.fields(f, journey == null ? new Track() : journey.opening);
        long startedAt = f.whole(journey == null ? 0 : journey.startedAt);
        Journey read = journey == null ? new Journey(opening, startedAt, new Meters()) : journey;
        fieldsFromHere(f, read);
        return read;
    }

    /** All fields but for where the journey began to be followed. */
    static void fieldsFromHere(Fields f, Journey journey) {
        f.whole(journey.startedAt);
        journey.restedAt = f.whole(journey.restedAt);
        journey.unknownSince = f.whole(journey.unknownSince);
        journey.stands = f.flag(journey.stands);
        journey.trip = f.flag(journey.trip);
        journey.rested.fields(f, journey.rested);
        if (!f.flag(journey.rested == journey.latest)) {
            journey.latest = f.reading() ? new Meters() : journey.latest;
            journey.latest.fields(f, journey.rested);
        }
    }
}
