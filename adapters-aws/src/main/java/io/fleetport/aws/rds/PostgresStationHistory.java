package io.fleetport.aws.rds;

import io.fleetport.application.port.out.StationHistory;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.station.LostEvents;
import io.fleetport.domain.station.StationReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reports by the primary key of their months; months outside the interval are not looked at. Gaps by station and beginning. */
final class PostgresStationHistory implements StationHistory {

    private final Database database;

    PostgresStationHistory(Database database) {
        this.database = database;
    }

    @Override
    public List<StationReport> between(
            StationKey station, Instant from, Instant until, @Nullable StationReport after, int limit) {
        Query.checked(limit, 10_000);
        Instant begin = after != null && after.observedAt().isAfter(from) ? after.observedAt() : from;
        Query query = new Query(
                        "select " + ReportRows.COLUMNS + " from station_report where organization = ?",
                        station.organization().value())
                .and("station_id = ?", station.station().value())
                .and("observed_at >= ?", Query.bound(begin)) // beside the next one, so that earlier months are skipped
                .and("observed_at < ?", Query.bound(until));
        if (after != null) {
            query.and("(observed_at, fingerprint) > (?, ?)", Query.bound(after.observedAt()), after.fingerprint());
        }
        return database.ask("reading the history of a station", station.organization(), scope -> query.then(
                        "order by observed_at, fingerprint limit ?", limit)
                .list(scope, ReportRows::report));
    }

    @Override
    public List<LostEvents> lost(StationKey station, Instant from, Instant until, int limit) {
        Query.checked(limit, 10_000);
        return database.ask("reading the gaps of a station", station.organization(), scope -> new Query(
                        "select boot, first_number, last_number, from_at, until_at from station_gap"
                                + " where organization = ?",
                        station.organization().value())
                .and("station_id = ?", station.station().value())
                .and("until_at >= ?", Query.bound(from))
                .and("from_at < ?", Query.bound(until))
                .then("order by from_at, boot, first_number limit ?", limit)
                .list(scope, StationGapRows::lost));
    }
}
