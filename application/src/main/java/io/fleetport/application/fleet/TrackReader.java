package io.fleetport.application.fleet;

import io.fleetport.application.port.in.ViewTrips.TrackPoint;
import io.fleetport.application.port.out.History;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.SignalName;
import io.fleetport.domain.vehicle.Signals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the way of a trip together from history. Safe to use from many threads. */
final class TrackReader {

    private static final int CHUNK = 5_000;

    /** Sources send signals one by one when they change; a value older than this says nothing of the place any more. */
    private static final Duration BELONGS = Duration.ofMinutes(1);

    private final History history;

    TrackReader(History history) {
        this.history = history;
    }

    List<TrackPoint> read(OrganizationId organization, Trip trip) {
        VehicleKey key = new VehicleKey(organization, trip.vehicle());
        Instant until = lastInstant(trip).plusNanos(1_000);
        List<TrackPoint> points = new ArrayList<>();
        Latest latest = new Latest();
        @Nullable Reading last = null;
        while (true) {
            List<Reading> chunk = history.between(key, trip.startedAt(), until, last, CHUNK);
            for (Reading reading : chunk) {
                latest.hear(reading, points);
            }
            if (chunk.size() < CHUNK) {
                return points;
            }
            last = chunk.getLast();
        }
    }

    private static Instant lastInstant(Trip trip) {
        return switch (trip) {
            case Trip.Finished finished -> finished.endedAt();
            case Trip.Underway underway -> underway.figures().lastMovingAt();
            case Trip.Withdrawn withdrawn -> withdrawn.figures().lastMovingAt();
        };
    }

    /** The figures last said, each with its time. */
    private static final class Latest {
        private record Said(double value, Instant at) {}

        private final Map<SignalName, Said> said = new HashMap<>();

        void hear(Reading reading, List<TrackPoint> points) {
            Signal.@Nullable Place place = null;
            for (Signal signal : reading.signals()) {
                if (signal instanceof Signal.Quantity quantity) {
                    said.put(signal.name(), new Said(quantity.value(), reading.observedAt()));
                } else if (signal instanceof Signal.Unmeasurable) {
                    said.remove(signal.name());
                } else if (signal instanceof Signal.Place found && signal.name().equals(Signals.POSITION)) {
                    place = found;
                }
            }
            if (place != null) {
                Instant at = reading.observedAt();
                Double speed = at(at, Signals.SPEED);
                points.add(new TrackPoint(
                        at,
                        place.position(),
                        speed != null ? speed : at(at, Signals.GPS_SPEED),
                        at(at, Signals.ALTITUDE),
                        at(at, Signals.HEADING),
                        at(at, Signals.STATE_OF_CHARGE)));
            }
        }

        private @Nullable Double at(Instant time, SignalName name) {
            Said found = said.get(name);
            return found != null && !found.at().plus(BELONGS).isBefore(time) ? found.value() : null;
        }
    }
}
