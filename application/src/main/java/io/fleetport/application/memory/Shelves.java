package io.fleetport.application.memory;

import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.DeadLetter;
import io.fleetport.application.port.out.TelemetryLedger.Standing;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.document.Document;
import io.fleetport.domain.document.DocumentId;
import io.fleetport.domain.trip.Gap;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.UUID;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the in-memory stores share. Everything is read and written under {@link #lock}; nothing kept here is ever changed in place by a caller. */
final class Shelves {

    /** A vehicle with the organization that owns it. */
    record StoredVehicle(VehicleKey key, Standing standing) {}

    record StoredTrip(VehicleKey key, Trip trip, byte[] opening) {
        Trips.State state() {
            return Trips.State.of(trip);
        }
    }

    record StoredGaps(VehicleKey key, List<Gap> gaps) {}

    /** Commits of the outbox given out as one batch. */
    record HandedOut(ArchiveBatch batch, List<UUID> commits) {}

    final ReadWriteLock lock = new ReentrantReadWriteLock();
    final Map<VehicleId, StoredVehicle> vehicles = new HashMap<>();
    final Map<VehicleKey, NavigableSet<Reading>> readings = new HashMap<>();
    final Map<TripId, StoredTrip> trips = new HashMap<>();
    final Map<TripId, StoredGaps> gaps = new HashMap<>();
    final Map<UUID, DeadLetter> deadLetters = new HashMap<>();
    /** In the order committed. */
    final Map<UUID, ArchiveBatch> outbox = new LinkedHashMap<>();

    /** When readings reached us. */
    final Map<Reading, Instant> receivedAt = new HashMap<>();

    final Map<DocumentId, Document> documents = new HashMap<>();

    final StationShelves ofStations = new StationShelves();
    final PrivacyShelves ofPrivacy = new PrivacyShelves();
    final WebhookShelves ofWebhooks = new WebhookShelves();
    /** Some of the outbox, until it is done. */
    @Nullable
    HandedOut handedOut;

    <T extends @Nullable Object> T reading(Supplier<T> work) {
        lock.readLock().lock();
        try {
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    <T extends @Nullable Object> T writing(Supplier<T> work) {
        lock.writeLock().lock();
        try {
            return work.get();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
