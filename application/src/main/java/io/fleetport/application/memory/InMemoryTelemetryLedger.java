package io.fleetport.application.memory;

import io.fleetport.application.encoding.Micros;
import io.fleetport.application.memory.Shelves.StoredGaps;
import io.fleetport.application.memory.Shelves.StoredTrip;
import io.fleetport.application.memory.Shelves.StoredVehicle;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.StationChanges;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.vehicle.Reading;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Checks the whole batch before it touches anything: a refused one leaves no trace. */
final class InMemoryTelemetryLedger implements TelemetryLedger {

    private final Shelves shelves;
    private final InMemoryStationLedger stations;

    InMemoryTelemetryLedger(Shelves shelves) {
        this.shelves = shelves;
        this.stations = new InMemoryStationLedger(shelves.ofStations);
    }

    @Override
    public Map<VehicleKey, Standing> load(Collection<VehicleKey> keys) {
        TelemetryLedger.checkFew(keys);
        shelves.lock.readLock().lock();
        try {
            Map<VehicleKey, Standing> found = new HashMap<>();
            for (VehicleKey key : keys) {
                StoredVehicle stored = shelves.vehicles.get(key.vehicle());
                if (stored != null && stored.key().equals(key)) {
                    found.put(key, copy(stored.standing(), stored.standing().version()));
                }
            }
            return found;
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    @Override
    public Map<StationKey, StationChanges.Standing> loadStations(Collection<StationKey> keys) {
        TelemetryLedger.checkFew(keys);
        shelves.lock.readLock().lock();
        try {
            return stations.load(keys);
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    @Override
    public List<StationKey> withOpenEnds() {
        shelves.lock.readLock().lock();
        try {
            return stations.withOpenEnds(MOST_UNDERWAY);
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    @Override
    public List<VehicleKey> withTripUnderway() {
        shelves.lock.readLock().lock();
        try {
            return shelves.trips.values().stream()
                    .filter(trip -> trip.state() == Trips.State.UNDERWAY)
                    .map(StoredTrip::key)
                    .distinct()
                    .limit(MOST_UNDERWAY)
                    .toList();
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    @Override
    public void commit(Batch batch) {
        shelves.lock.writeLock().lock();
        try {
            batch.updates().forEach(this::check);
            batch.trips().forEach(this::check);
            batch.gaps().forEach(this::check);
            stations.check(batch.stations());
            apply(batch);
            stations.apply(batch.stations());
        } finally {
            shelves.lock.writeLock().unlock();
        }
    }

    private void check(Update update) {
        StoredVehicle stored = shelves.vehicles.get(update.key().vehicle());
        if (stored == null && shelves.ofPrivacy.isErased(update.key())) {
            throw new StaleStanding("vehicle " + update.key().vehicle() + " was erased");
        }
        if (stored != null && !stored.key().equals(update.key())) {
            throw refused("vehicle " + update.key().vehicle());
        }
        long version = stored == null ? 0 : stored.standing().version();
        boolean again =
                stored != null && version == update.expectedVersion() + 1 && same(stored.standing(), update.standing());
        if (version != update.expectedVersion() && !again) {
            throw new StaleStanding("vehicle " + update.key().vehicle() + " is at version " + version + ", not at "
                    + update.expectedVersion());
        }
    }

    private void check(TripChange change) {
        StoredTrip stored = shelves.trips.get(change.trip().id());
        if (stored != null && !stored.key().equals(change.key())) {
            throw refused("trip " + change.trip().id());
        }
    }

    private void check(GapChange change) {
        StoredGaps stored = shelves.gaps.get(change.trip());
        if (stored != null && !stored.key().equals(change.key())) {
            throw refused("trip " + change.trip());
        }
    }

    private void apply(Batch batch) {
        for (Update update : batch.updates()) {
            Standing next = copy(update.standing(), update.expectedVersion() + 1);
            shelves.vehicles.put(update.key().vehicle(), new StoredVehicle(update.key(), next));
        }
        for (NewReading added : batch.readings()) {
            shelves.readings
                    .computeIfAbsent(added.key(), key -> new TreeSet<>(Reading.EVENT_ORDER))
                    .add(added.reading());
            shelves.receivedAt.put(added.reading(), Micros.toInstant(Micros.floorOf(added.receivedAt())));
        }
        for (TripChange change : batch.trips()) {
            StoredTrip trip =
                    new StoredTrip(change.key(), change.trip(), change.opening().clone());
            shelves.trips.put(change.trip().id(), trip);
        }
        for (GapChange change : batch.gaps()) {
            if (change.gaps().isEmpty()) {
                shelves.gaps.remove(change.trip());
            } else {
                shelves.gaps.put(change.trip(), new StoredGaps(change.key(), List.copyOf(change.gaps())));
            }
        }
        batch.deadLetters().forEach(letter -> shelves.deadLetters.putIfAbsent(letter.id(), letter));
        if (batch.archive() != null) {
            shelves.outbox.putIfAbsent(batch.archive().id(), batch.archive());
        }
        batch.events().forEach(shelves.ofWebhooks::add);
    }

    private static boolean same(Standing stored, Standing told) {
        return stored.profile().equals(told.profile())
                && stored.state().equals(told.state())
                && Arrays.equals(stored.track(), told.track());
    }

    private static Standing copy(Standing standing, long version) {
        return new Standing(
                version, standing.profile(), standing.state(), standing.track().clone());
    }

    private static PortRefused refused(String what) {
        return new PortRefused(
                what + " belongs to another vehicle or organization",
                new IllegalArgumentException("ids must be unique across organizations"));
    }
}
