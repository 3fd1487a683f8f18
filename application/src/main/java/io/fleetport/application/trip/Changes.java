package io.fleetport.application.trip;

import io.fleetport.application.port.out.TelemetryLedger.GapChange;
import io.fleetport.application.port.out.TelemetryLedger.TripChange;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.trip.Gap;
import io.fleetport.domain.trip.Revision;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.trip.TripFigures;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.VehicleId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The trips of one vehicle as stored, with what the batch at hand has changed of them laid over. */
final class Changes {

    private final VehicleKey key;
    private final @Nullable Trips stored;
    private final Map<TripId, TripChange> trips = new LinkedHashMap<>();
    private final Map<TripId, GapChange> gaps = new LinkedHashMap<>();
    private final Set<TripId> revised = new HashSet<>();

    /** Changes that need no look at what is stored. */
    Changes(VehicleKey key) {
        this.key = key;
        this.stored = null;
    }

    Changes(VehicleKey key, Trips stored) {
        this.key = key;
        this.stored = stored;
    }

    void tell(Trip trip, byte[] opening) {
        trips.put(trip.id(), new TripChange(key, trip, opening));
    }

    void tellGaps(TripId trip, List<Gap> all) {
        gaps.put(trip, new GapChange(key, trip, all));
    }

    /** The revision to tell a stored trip under: one higher, but only once a batch. */
    Revision revise(TripId id, Revision before, Revision.Reason why) {
        return revised.add(id) ? before.next(why) : new Revision(before.number(), why);
    }

    /** A part of the trips. {@code upTo} is the start up to which it is whole, null when there are no more. */
    record Part(List<Trips.Opened> trips, @Nullable Instant upTo) {}

    /** The trip that started last before {@code from}, if any, and those after it, oldest first. */
    Part around(Instant from, int limit) {
        List<Trips.Opened> page = stored().around(key, from, limit);
        @Nullable Instant last = page.size() >= limit ? page.getLast().trip().startedAt() : null;
        List<Trips.Opened> merged = new ArrayList<>(page);
        addEarlierThanChanged(from, page, merged);
        merged.removeIf(opened -> trips.containsKey(opened.trip().id()));
        for (TripChange change : trips.values()) {
            Trip trip = change.trip();
            if (!(trip instanceof Trip.Withdrawn)
                    && (last == null || !trip.startedAt().isAfter(last))) {
                merged.add(new Trips.Opened(trip, change.opening()));
            }
        }
        merged.sort(Comparator.comparing(opened -> opened.trip().startedAt()));
        int first = 0;
        while (first + 1 < merged.size()
                && merged.get(first + 1).trip().startedAt().isBefore(from)) {
            first++;
        }
        return new Part(merged.subList(first, merged.size()), last);
    }

    /** The stored trip before {@code from} may be withdrawn or begin elsewhere by now: then the one before it counts. */
    private void addEarlierThanChanged(Instant from, List<Trips.Opened> page, List<Trips.Opened> merged) {
        Instant asked = from;
        Trips.@Nullable Opened before = page.isEmpty() ? null : page.getFirst();
        while (before != null
                && before.trip().startedAt().isBefore(asked)
                && trips.containsKey(before.trip().id())) {
            asked = before.trip().startedAt();
            List<Trips.Opened> earlier = stored().around(key, asked, 1);
            before = earlier.isEmpty() ? null : earlier.getFirst();
            if (before != null && before.trip().startedAt().isBefore(asked)) {
                merged.add(before);
            }
        }
    }

    private Trips stored() {
        return Objects.requireNonNull(stored, "these changes were said to need no stored trips");
    }

    private Optional<Trip> find(TripId id) {
        TripChange changed = trips.get(id);
        return changed != null ? Optional.of(changed.trip()) : stored().find(key.organization(), id);
    }

    /** The figures a trip was last told with; null when it was not. */
    @Nullable
    TripFigures figures(TripId id) {
        return find(id).map(Trip::figures).orElse(null);
    }

    /** A name for a trip told for the first time, and the revision to begin with. */
    record Named(TripId id, Revision revision) {}

    /**
     * Names a trip by its vehicle and start, so that telling the same readings again gives the same name. A withdrawn
     * trip that comes back goes on under its name; a name that another trip still bears is passed over.
     */
    Named name(VehicleId vehicle, Instant startedAt) {
        for (int attempt = 0; ; attempt++) {
            String seed = vehicle + "/" + startedAt + (attempt == 0 ? "" : "/" + attempt);
            TripId id = new TripId(UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)));
            Optional<Trip> known = find(id);
            if (known.isEmpty()) {
                return new Named(id, Revision.FIRST);
            }
            if (known.get() instanceof Trip.Withdrawn withdrawn) {
                return new Named(id, revise(id, withdrawn.revision(), Revision.Reason.LATE_READINGS));
            }
        }
    }

    Telling telling(List<Reading> fresh, List<Reading> twice) {
        return new Telling(fresh, twice, List.copyOf(trips.values()), List.copyOf(gaps.values()));
    }
}
