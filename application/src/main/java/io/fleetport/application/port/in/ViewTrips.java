package io.fleetport.application.port.in;

import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Trips;
import io.fleetport.domain.motion.Position;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The trips of the caller's organization. Throws {@link NotPermitted} without {@link Permission#VIEW_TRIPS}. */
public interface ViewTrips {

    /** A trip with the display name of its vehicle. */
    record Named(Trip trip, String vehicleName) {}

    /** Which trips to list; a null member does not restrict, {@code from} inclusive and {@code until} exclusive on the start. */
    record Query(
            @Nullable VehicleId vehicle,
            @Nullable String vehicleName,
            Trips.@Nullable State state,
            @Nullable Instant from,
            @Nullable Instant until) {}

    /**
     * Where the vehicle was at a time of the trip. The other figures are the vehicle's latest within a minute, null
     * when it said nothing or could not tell.
     *
     * @param speedMetresPerSecond over ground
     * @param altitudeMetres above mean sea level
     * @param headingDegrees clockwise from true north
     */
    record TrackPoint(
            Instant observedAt,
            Position position,
            @Nullable Double speedMetresPerSecond,
            @Nullable Double altitudeMetres,
            @Nullable Double headingDegrees,
            @Nullable Double socPercent) {}

    /** The way a trip took, oldest point first. */
    record Track(Named trip, List<TrackPoint> points) {
        public Track {
            points = List.copyOf(points);
        }
    }

    /**
     * Newest start first; withdrawn trips only when asked for by state.
     *
     * @param cursor from an earlier page of the same query, null for the first
     * @param limit 1 to 1000
     * @throws InvalidRequest when the cursor is none of ours or too many vehicles carry the name
     */
    Page<Named> list(Caller caller, Query query, @Nullable String cursor, int limit);

    /** Empty also when the trip is another organization's. */
    Optional<Named> find(Caller caller, TripId trip);

    /** Empty as for {@link #find}. */
    Optional<Track> track(Caller caller, TripId trip);
}
