package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.FleetVehicle;
import io.fleetport.domain.trip.Gap;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.VehicleState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a batch of telemetry becomes durable, all of it or nothing. Safe to call from many threads, but one vehicle
 * or station is only ever written by one thread at a time; a second writer elsewhere is noticed by the version.
 *
 * <p>Any method may throw {@link PortUnavailable}. When {@link #commit} did, the batch may or may not be stored;
 * committing the very same batch again is safe and leads to the same contents.
 */
public interface TelemetryLedger {

    /** Most keys that are asked for at a time. */
    int MOST_KEYS = 10_000;

    /** Most vehicles or stations that are told to have something underway. */
    int MOST_UNDERWAY = 100_000;

    /** @throws IllegalArgumentException for more than {@link #MOST_KEYS} */
    static void checkFew(Collection<?> keys) {
        if (keys.size() > MOST_KEYS) {
            throw new IllegalArgumentException("keys must be at most " + MOST_KEYS + " but are " + keys.size());
        }
    }

    /**
     * The stored standing of these vehicles. A vehicle never heard of is absent from the answer.
     *
     * @param keys at most {@link #MOST_KEYS}
     */
    Map<VehicleKey, Standing> load(Collection<VehicleKey> keys);

    /**
     * The stored standing of these stations. One that is not registered and was never heard of is absent; one that is
     * registered only has version 0.
     *
     * @param keys at most {@link #MOST_KEYS}
     */
    Map<StationKey, StationChanges.Standing> loadStations(Collection<StationKey> keys);

    /** Vehicles that have a trip underway, in no order. For picking up after a restart. At most {@link #MOST_UNDERWAY}. */
    List<VehicleKey> withTripUnderway();

    /** Stations that have a swap or charging session underway, in no order. For picking up after a restart. At most {@link #MOST_UNDERWAY}. */
    List<StationKey> withOpenEnds();

    /**
     * Stores the batch in one transaction and returns after it is durable.
     *
     * @throws StaleStanding when another writer has moved a vehicle or station on; nothing is stored, load again and redo
     */
    void commit(Batch batch);

    /**
     * What is remembered of one vehicle between batches.
     *
     * @param version 0 for a vehicle not stored yet, else what was last committed
     * @param profile how the organization knows it
     * @param state latest signals
     * @param track snapshot of the trip detector; opaque to the store, kept byte for byte, at most 64 KiB
     */
    record Standing(long version, FleetVehicle profile, VehicleState state, byte[] track) {}

    /** A vehicle's new standing. {@code expectedVersion} is what must be stored now (0: nothing); it becomes one higher. */
    record Update(VehicleKey key, long expectedVersion, Standing standing) {}

    /** A reading that is new to the store. {@code receivedAt} is our clock. */
    record NewReading(VehicleKey key, Reading reading, Instant receivedAt) {}

    /** A trip to store, replacing the one with its id. {@code opening} is the detector snapshot just before its first reading. */
    record TripChange(VehicleKey key, Trip trip, byte[] opening) {}

    /** The gaps of one trip, replacing all gaps stored for it. */
    record GapChange(VehicleKey key, TripId trip, List<Gap> gaps) {}

    /**
     * One durable step.
     *
     * @param updates at most one per vehicle
     * @param readings each new, none twice
     * @param trips at most one per trip id
     * @param stations what changes about stations
     * @param archive raw messages for the archive; null when none is kept
     * @param events what software elsewhere is told of; those of one subject in their order
     */
    record Batch(
            List<Update> updates,
            List<NewReading> readings,
            List<TripChange> trips,
            List<GapChange> gaps,
            List<DeadLetter> deadLetters,
            StationChanges stations,
            @Nullable ArchiveBatch archive,
            List<Event> events) {

        /** A step that nobody elsewhere is told of. */
        public Batch(
                List<Update> updates,
                List<NewReading> readings,
                List<TripChange> trips,
                List<GapChange> gaps,
                List<DeadLetter> deadLetters,
                StationChanges stations,
                @Nullable ArchiveBatch archive) {
            this(updates, readings, trips, gaps, deadLetters, stations, archive, List.of());
        }

        /** A step that changes nothing about stations. */
        public Batch(
                List<Update> updates,
                List<NewReading> readings,
                List<TripChange> trips,
                List<GapChange> gaps,
                List<DeadLetter> deadLetters,
                @Nullable ArchiveBatch archive) {
            this(updates, readings, trips, gaps, deadLetters, StationChanges.NONE, archive);
        }
    }

    /** Another writer has moved a vehicle or station on. */
    final class StaleStanding extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public StaleStanding(String message) {
            super(message);
        }
    }
}
