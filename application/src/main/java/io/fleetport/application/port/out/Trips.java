package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every trip as last told. Written through {@link TelemetryLedger}. Safe to call from many threads. Any method may throw {@link PortUnavailable}. */
public interface Trips {

    /** Which trips to list. A null member does not restrict; {@code from} is inclusive, {@code until} exclusive, both on the start. */
    record Filter(
            @Nullable VehicleId vehicle,
            @Nullable State state,
            @Nullable Instant from,
            @Nullable Instant until,
            boolean withdrawnToo) {
        public static final Filter ALL = new Filter(null, null, null, null, false);
    }

    /** The variants of {@link Trip} by name. */
    enum State {
        UNDERWAY,
        FINISHED,
        WITHDRAWN;

        public static State of(Trip trip) {
            return switch (trip) {
                case Trip.Underway u -> UNDERWAY;
                case Trip.Finished f -> FINISHED;
                case Trip.Withdrawn w -> WITHDRAWN;
            };
        }
    }

    /** Empty also when the trip is another organization's. */
    Optional<Trip> find(OrganizationId organization, TripId trip);

    /**
     * Newest start first, ties by id descending. Withdrawn trips only when asked for, by state or flag.
     *
     * @param cursor from an earlier page of the same filter, null for the first
     * @param limit 1 to 1000
     */
    Page<Trip> list(OrganizationId organization, Filter filter, @Nullable String cursor, int limit);

    /** A trip with the detector snapshot from just before its first reading. */
    record Opened(Trip trip, byte[] opening) {}

    /**
     * Trips of one vehicle that are not withdrawn and started at or after {@code from}, oldest first, and before them
     * the one trip that started last before {@code from}, if any. For telling trips again when readings came late.
     */
    List<Opened> around(VehicleKey key, Instant from, int limit);
}
