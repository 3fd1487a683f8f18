package io.fleetport.application.station;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.ViewAvailability;
import io.fleetport.application.port.out.StationHistory;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Stations;
import io.fleetport.domain.station.AvailabilityTally;
import io.fleetport.domain.station.StationAvailability;
import io.fleetport.domain.station.StationGap;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.StationReport;
import io.fleetport.domain.station.StationRule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Works availability out from the history, a chunk at a time. Safe to call from many threads. */
public final class AvailabilityViews implements ViewAvailability {

    private static final int CHUNK = 10_000;

    private final Stations stations;
    private final StationHistory history;
    private final StationRule rule;
    private final Clock clock;

    public AvailabilityViews(Stations stations, StationHistory history, StationRule rule, Clock clock) {
        this.stations = stations;
        this.history = history;
        this.rule = rule;
        this.clock = clock;
    }

    @Override
    public Optional<Observed> of(Caller caller, StationId station, @Nullable Instant from, @Nullable Instant until) {
        caller.require(Permission.VIEW_HISTORY);
        Instant now = clock.instant();
        Instant end = until == null ? now : until;
        Instant begin = from == null ? end.minus(USUAL) : from;
        if (!begin.isBefore(end)) {
            throw new InvalidRequest("until", "until must be after from, which is " + begin);
        }
        if (Duration.between(begin, end).compareTo(MOST) > 0) {
            throw new InvalidRequest("from", "from must be at most " + MOST.toDays() + " days before until");
        }
        if (stations.find(caller.organization(), station).isEmpty()) {
            return Optional.empty();
        }
        StationKey key = new StationKey(caller.organization(), station);
        StationAvailability availability = availability(key, begin, end, now);
        List<StationGap> gaps = new ArrayList<>();
        for (StationAvailability.Stretch stretch : availability.stretches()) {
            if (stretch instanceof StationAvailability.Unobserved silent) {
                gaps.add(new StationGap.Silence(silent.from(), silent.until()));
            }
        }
        history.lost(key, begin, end, CHUNK).forEach(events -> gaps.add(new StationGap.Lost(events)));
        gaps.sort(StationGap.ORDER);
        return Optional.of(new Observed(availability, gaps));
    }

    private StationAvailability availability(StationKey key, Instant from, Instant until, Instant now) {
        AvailabilityTally tally = new AvailabilityTally(from, until, now, rule.observedWithin());
        // Reports just outside observe the edges.
        Instant first = from.minus(rule.observedWithin());
        Instant end = until.plus(rule.observedWithin()).plusNanos(1_000);
        @Nullable StationReport last = null;
        List<StationReport> chunk;
        do {
            chunk = history.between(key, first, end, last, CHUNK);
            chunk.forEach(tally::add);
            last = chunk.isEmpty() ? last : chunk.getLast();
        } while (chunk.size() == CHUNK);
        return tally.done();
    }
}
