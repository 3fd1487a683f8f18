package io.fleetport.application.station;

import io.fleetport.application.fleet.Cursors;
import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.ViewStationHistory;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.StationHistory;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Stations;
import io.fleetport.domain.station.StationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows a station's history report by report, or summed up per interval. Safe to call from many threads. */
public final class StationHistoryViews implements ViewStationHistory {

    /** Reports fetched at a time. */
    private static final int CHUNK = 1_000;

    /** A page looks at this many reports at most, so that no request runs for minutes. */
    private static final int MOST_LOOKED_AT = 200_000;

    private final Stations stations;
    private final StationHistory history;

    public StationHistoryViews(Stations stations, StationHistory history) {
        this.stations = stations;
        this.history = history;
    }

    @Override
    public Optional<Page<Moment>> of(Caller caller, Query query, @Nullable String cursor, int limit) {
        caller.require(Permission.VIEW_HISTORY);
        if (stations.find(caller.organization(), query.station()).isEmpty()) {
            return Optional.empty();
        }
        StationKey key = new StationKey(caller.organization(), query.station());
        Duration every = query.every();
        if (every == null) {
            StationReport after = cursor == null ? null : Cursors.reading(cursor, () -> ReportCursor.read(cursor));
            return Optional.of(each(key, query, after, limit));
        }
        if (every.compareTo(LEAST_INTERVAL) < 0 || every.compareTo(MOST_INTERVAL) > 0) {
            throw new InvalidRequest(
                    "every", "every must be " + LEAST_INTERVAL + " to " + MOST_INTERVAL + " but is " + every);
        }
        Instant from = cursor == null
                ? ReportTimes.from(query.from())
                : Cursors.reading(cursor, () -> Instant.ofEpochMilli(Long.parseLong(cursor)));
        return Optional.of(perInterval(key, query, every, from, limit));
    }

    private Page<Moment> each(StationKey key, Query query, @Nullable StationReport after, int limit) {
        List<StationReport> found = history.between(
                key, ReportTimes.from(query.from()), ReportTimes.until(query.until()), after, limit + 1);
        List<StationReport> shown = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                shown.stream().<Moment>map(Reported::new).toList(),
                found.size() > limit ? ReportCursor.of(shown.getLast()) : null);
    }

    private Page<Moment> perInterval(StationKey key, Query query, Duration every, Instant from, int limit) {
        List<Moment> moments = new ArrayList<>();
        @Nullable ReportInterval open = null;
        @Nullable StationReport last = null;
        int lookedAt = 0;
        while (true) {
            List<StationReport> chunk = history.between(key, from, ReportTimes.until(query.until()), last, CHUNK);
            for (StationReport report : chunk) {
                last = report;
                Instant begin = beginOf(report.observedAt(), every);
                if (open == null || !open.begin.equals(begin)) {
                    if (open != null) {
                        moments.add(open.summedUp());
                        if (moments.size() == limit || lookedAt >= MOST_LOOKED_AT) {
                            return new Page<>(moments, Long.toString(begin.toEpochMilli()));
                        }
                    }
                    open = new ReportInterval(begin, report);
                }
                open.add(report);
            }
            lookedAt += chunk.size();
            if (chunk.size() < CHUNK) {
                if (open != null) {
                    moments.add(open.summedUp());
                }
                return new Page<>(moments, null);
            }
        }
    }

    private static Instant beginOf(Instant at, Duration every) {
        return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), every.toMillis()) * every.toMillis());
    }
}
