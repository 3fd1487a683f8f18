package io.fleetport.domain.trip;

import io.fleetport.domain.motion.Position;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.SignalName;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A vehicle that speaks in event order, and the trips the detector finds of it. */
final class Drive {

    static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");
    static final VehicleId VEHICLE = new VehicleId(UUID.fromString("00000000-0000-0000-0000-000000000001"));
    private static final double METRES_PER_DEGREE = 111_195.08;

    private final TripDetector detector;
    private final List<Journey> finished = new ArrayList<>();
    private Track track = Track.empty();
    private long second;
    private long said;

    Drive() {
        this(TripRule.DEFAULT);
    }

    Drive(TripRule rule) {
        this.detector = new TripDetector(rule);
    }

    static Instant at(long second) {
        return NOON.plusSeconds(second);
    }

    static Signal speed(double metresPerSecond) {
        return quantity(Signals.SPEED, metresPerSecond);
    }

    static Signal quantity(SignalName name, double value) {
        return new Signal.Quantity(name, value);
    }

    static Signal gear(String gear) {
        return new Signal.Option(Signals.GEAR, gear);
    }

    static Signal ignition(boolean on) {
        return new Signal.Flag(Signals.IGNITION, on);
    }

    /** A place so many metres north of 50 degrees. */
    static Signal north(double metres) {
        return new Signal.Place(Signals.POSITION, new Position(50 + metres / METRES_PER_DEGREE, 8));
    }

    long now() {
        return second;
    }

    Drive silent(long seconds) {
        second += seconds;
        return this;
    }

    /** Says something now, and lets no time pass. */
    Drive says(Signal... signals) {
        track = detector.reduce(track, new Reading(VEHICLE, at(second), said++, List.of(signals)));
        Journey over = track.finished();
        if (over != null && over.isTrip()) {
            finished.add(over);
        }
        return this;
    }

    /** Says its speed every so many seconds. */
    Drive drives(double metresPerSecond, int seconds, int step) {
        for (int t = 0; t < seconds; t += step) {
            says(speed(metresPerSecond)).silent(step);
        }
        return this;
    }

    Drive stands(int seconds) {
        return drives(0, seconds, 10);
    }

    /** The detector forgets everything but its snapshot. */
    Drive restarts() {
        track = TrackSnapshot.read(TrackSnapshot.write(track));
        return this;
    }

    Track track() {
        return track;
    }

    List<Journey> trips() {
        return finished;
    }

    Journey onlyTrip() {
        if (finished.size() != 1) {
            throw new AssertionError("expected one finished trip but found " + finished.size());
        }
        return finished.getFirst();
    }
}
