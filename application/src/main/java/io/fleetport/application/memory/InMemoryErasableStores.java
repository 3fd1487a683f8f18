package io.fleetport.application.memory;

import io.fleetport.application.encoding.Micros;
import io.fleetport.application.memory.Shelves.StoredVehicle;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.ErasableStores;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.application.port.out.TelemetryLedger.Standing;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.vehicle.Observation;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.VehicleState;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes things off the shelves. Every step holds the lock, so nothing is ever being committed meanwhile. */
final class InMemoryErasableStores implements ErasableStores {

    private final Shelves shelves;
    private final ErasedAtStations stations;

    InMemoryErasableStores(Shelves shelves) {
        this.shelves = shelves;
        this.stations = new ErasedAtStations(shelves.ofStations);
    }

    @Override
    public Map<String, Long> begin(ErasureScope scope) {
        return shelves.writing(() -> {
            VehicleKey key = scope.key();
            Map<String, Long> removed = new HashMap<>();
            StoredVehicle stored = shelves.vehicles.get(key.vehicle());
            boolean known = stored != null && stored.key().equals(key);
            if (scope.from() == null) {
                removed.put("vin", shelves.ofPrivacy.vins.remove(key) == null ? 0L : 1L);
                removed.put("vehicle", known ? 1L : 0L);
                if (known) {
                    shelves.vehicles.remove(key.vehicle());
                }
            } else if (stored != null && known) {
                @Nullable Standing left = without(scope, stored.standing());
                removed.put("vehicle", left == null ? 0L : 1L);
                if (left != null) {
                    shelves.vehicles.put(key.vehicle(), new StoredVehicle(key, left));
                }
            }
            return removed;
        });
    }

    /** Null when nothing of it is from the interval. */
    private static @Nullable Standing without(ErasureScope scope, Standing standing) {
        List<Observation> all = standing.state().observations();
        List<Observation> kept =
                all.stream().filter(seen -> !scope.covers(seen.observedAt())).toList();
        if (kept.size() == all.size() && standing.track().length == 0) {
            return null;
        }
        Instant newest = kept.stream()
                .map(Observation::observedAt)
                .max(Instant::compareTo)
                .orElse(null);
        return new Standing(standing.version() + 1, standing.profile(), VehicleState.of(kept, newest), new byte[0]);
    }

    @Override
    public ErasureScope.Messages messages(ErasureScope scope) {
        return shelves.reading(() -> {
            Set<Instant> times = new HashSet<>();
            if (scope.from() != null) {
                for (Reading reading : readings(scope)) {
                    Instant receivedAt = shelves.receivedAt.get(reading);
                    if (receivedAt != null) {
                        times.add(receivedAt);
                    }
                }
            }
            return new ErasureScope.Messages(scope, times);
        });
    }

    private List<Reading> readings(ErasureScope scope) {
        NavigableSet<Reading> all = shelves.readings.get(scope.key());
        return all == null
                ? List.of()
                : all.stream()
                        .filter(reading -> scope.covers(reading.observedAt()))
                        .toList();
    }

    @Override
    public Outgoing outbox(ErasureScope.Messages messages) {
        return shelves.writing(() -> {
            Shelves.HandedOut out = shelves.handedOut;
            boolean onTheirWay = out != null && out.batch().messages().stream().anyMatch(messages::hold);
            long removed = 0;
            for (ArchiveBatch batch : List.copyOf(shelves.outbox.values())) {
                if (out != null && out.commits().contains(batch.id())) {
                    continue;
                }
                List<ArchivedMessage> kept = batch.messages().stream()
                        .filter(message -> !messages.hold(message))
                        .toList();
                removed += batch.messages().size() - kept.size();
                if (kept.isEmpty()) {
                    shelves.outbox.remove(batch.id());
                } else {
                    shelves.outbox.put(batch.id(), new ArchiveBatch(batch.id(), kept));
                }
            }
            return new Outgoing(removed, onTheirWay);
        });
    }

    @Override
    public Map<String, Long> finish(ErasureScope scope) {
        ErasureScope.Messages messages = messages(scope);
        return shelves.writing(() -> {
            VehicleKey key = scope.key();
            Map<String, Long> removed = new HashMap<>(stations.erase(scope));
            removed.put(
                    "dead_letter",
                    removeIf(
                            shelves.deadLetters.values(),
                            letter -> letter.subject().equals(key)
                                    && messages.holdTime(Micros.toInstant(Micros.floorOf(letter.receivedAt())))));
            removed.put(
                    "gap",
                    removeIf(
                            shelves.gaps.values(),
                            stored -> stored.key().equals(key)
                                    && stored.gaps().stream()
                                            .anyMatch(gap -> overlaps(scope, gap.from(), gap.until()))));
            removed.put(
                    "trip",
                    removeIf(
                            shelves.trips.values(),
                            stored -> stored.key().equals(key) && touches(scope, stored.trip())));
            List<Reading> readings = readings(scope);
            readings.forEach(shelves.receivedAt::remove);
            NavigableSet<Reading> all = shelves.readings.get(key);
            if (all != null) {
                readings.forEach(all::remove);
            }
            removed.put("reading", (long) readings.size());
            return removed;
        });
    }

    /** Whether any of the trip's time is in the scope. */
    static boolean touches(ErasureScope scope, Trip trip) {
        return overlaps(scope, trip.startedAt(), endOf(trip));
    }

    private static Instant endOf(Trip trip) {
        return trip instanceof Trip.Finished finished
                ? finished.endedAt()
                : trip.figures().lastMovingAt();
    }

    private static boolean overlaps(ErasureScope scope, Instant from, Instant until) {
        Instant begin = scope.from();
        Instant end = scope.until();
        return begin == null || end == null || from.isBefore(end) && !until.isBefore(begin);
    }

    private static <T> long removeIf(Collection<T> all, Predicate<T> gone) {
        int before = all.size();
        all.removeIf(gone);
        return (long) before - all.size();
    }
}
