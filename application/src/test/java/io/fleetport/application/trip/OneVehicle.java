package io.fleetport.application.trip;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.port.out.History;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.trip.Gap;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.trip.TripRule;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** A vehicle's timeline with stores in memory that commit what it tells. */
final class OneVehicle implements History, Trips {

    private final VehicleKey key;
    private final TripRule rule;
    private final TreeSet<Reading> readings = new TreeSet<>(Reading.EVENT_ORDER);
    private final Map<TripId, TelemetryLedger.TripChange> trips = new HashMap<>();
    private final Map<TripId, List<Gap>> gaps = new HashMap<>();
    private VehicleTimeline timeline;
    long readingsRead;

    OneVehicle(VehicleId vehicle) {
        this(vehicle, TripRule.DEFAULT);
    }

    OneVehicle(VehicleId vehicle, TripRule rule) {
        this.key = new VehicleKey(new OrganizationId("acme"), vehicle);
        this.rule = rule;
        this.timeline = VehicleTimeline.open(rule, key, new byte[0]);
    }

    Telling say(List<Reading> batch) {
        return commit(timeline.apply(batch, this, this));
    }

    Telling say(Reading... batch) {
        return say(List.of(batch));
    }

    Telling fallSilent(Instant now) {
        return commit(timeline.fallSilent(now));
    }

    void restart() {
        timeline = VehicleTimeline.open(rule, key, timeline.snapshot());
    }

    VehicleTimeline timeline() {
        return timeline;
    }

    private Telling commit(Telling telling) {
        for (Reading reading : telling.fresh()) {
            assertThat(readings.add(reading)).as("fresh reading %s", reading).isTrue();
        }
        for (Reading reading : telling.duplicates()) {
            assertThat(readings).contains(reading);
        }
        for (TelemetryLedger.TripChange change : telling.trips()) {
            TelemetryLedger.TripChange before = trips.put(change.trip().id(), change);
            if (before != null) {
                assertThat(change.trip().revision().number())
                        .isGreaterThanOrEqualTo(before.trip().revision().number());
            }
        }
        for (TelemetryLedger.GapChange change : telling.gaps()) {
            assertThat(trips).containsKey(change.trip());
            gaps.put(change.trip(), change.gaps());
        }
        return telling;
    }

    /** Trips that are not withdrawn, oldest first. */
    List<Trip> told() {
        return trips.values().stream()
                .map(TelemetryLedger.TripChange::trip)
                .filter(trip -> !(trip instanceof Trip.Withdrawn))
                .sorted(Comparator.comparing(Trip::startedAt))
                .toList();
    }

    Trip onlyTrip() {
        assertThat(told()).hasSize(1);
        return told().getFirst();
    }

    List<Trip> withdrawn() {
        return trips.values().stream()
                .map(TelemetryLedger.TripChange::trip)
                .filter(Trip.Withdrawn.class::isInstance)
                .toList();
    }

    List<Gap> gapsOf(Trip trip) {
        return gaps.getOrDefault(trip.id(), List.of());
    }

    /** What is told, but for names and revisions. */
    List<String> content() {
        List<String> content = new ArrayList<>();
        for (Trip trip : told()) {
            String end = trip instanceof Trip.Finished finished ? " to " + finished.endedAt() : " underway";
            List<String> holes = gapsOf(trip).stream()
                    .map(gap -> gap.from() + "/" + gap.until() + "/" + gap.cause() + "/" + gap.metresBetween())
                    .toList();
            content.add(trip.startedAt() + end + " " + trip.figures() + " " + holes);
        }
        return content;
    }

    @Override
    public List<Reading> between(VehicleKey vehicle, Instant from, Instant until, Reading after, int limit) {
        Reading first = new Reading(vehicle.vehicle(), from, Long.MIN_VALUE, List.of());
        boolean readsOn = after != null && Reading.EVENT_ORDER.compare(after, first) >= 0;
        List<Reading> found = readings.tailSet(readsOn ? after : first, !readsOn).stream()
                .takeWhile(reading -> reading.observedAt().isBefore(until))
                .limit(limit)
                .toList();
        readingsRead += found.size();
        return found;
    }

    @Override
    public Optional<Trip> find(OrganizationId organization, TripId trip) {
        return Optional.ofNullable(trips.get(trip)).map(TelemetryLedger.TripChange::trip);
    }

    @Override
    public Page<Trip> list(OrganizationId organization, Filter filter, String cursor, int limit) {
        throw new UnsupportedOperationException("a timeline does not list trips");
    }

    @Override
    public List<Opened> around(VehicleKey vehicle, Instant from, int limit) {
        List<Opened> all = trips.values().stream()
                .filter(change -> !(change.trip() instanceof Trip.Withdrawn))
                .sorted(Comparator.comparing(change -> change.trip().startedAt()))
                .map(change -> new Opened(change.trip(), change.opening()))
                .toList();
        int first = 0;
        while (first < all.size() && all.get(first).trip().startedAt().isBefore(from)) {
            first++;
        }
        int begin = Math.max(0, first - 1);
        return all.subList(begin, Math.min(all.size(), begin + limit));
    }
}
