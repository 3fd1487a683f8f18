package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.StationHistory;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.station.LostEvents;
import io.fleetport.domain.station.StationReport;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reports by time in the station's partition. Gaps are few there: all of one station are looked at. */
final class DynamoStationHistory implements StationHistory {

    private static final int MOST = 10_000;
    private static final int PAGE = 1_000;

    private static final Comparator<LostEvents> OLDEST_FIRST = Comparator.comparing(LostEvents::from)
            .thenComparingLong(LostEvents::boot)
            .thenComparingLong(LostEvents::first);

    private final Database database;

    DynamoStationHistory(Database database) {
        this.database = database;
    }

    @Override
    public List<StationReport> between(
            StationKey station, Instant from, Instant until, @Nullable StationReport after, int limit) {
        Listing.checked(limit, MOST);
        Query query = Query.in(Table.STATIONS, SubjectItems.partition(station))
                .within(StationKeys.REPORT)
                .between(StationKeys.REPORT, from, until);
        if (after != null) {
            query = query.from(Key.after(StationKeys.REPORT + StationKeys.position(after)));
        }
        return database.list(query, limit).stream().map(ReportItems::report).toList();
    }

    @Override
    public List<LostEvents> lost(StationKey station, Instant from, Instant until, int limit) {
        Listing.checked(limit, MOST);
        Query query = Query.in(Table.STATIONS, SubjectItems.partition(station))
                .within(StationKeys.GAP)
                .pages(PAGE);
        return database.stream(query)
                .map(StationGapItems::lost)
                .filter(lost -> !lost.until().isBefore(from) && lost.from().isBefore(until))
                .sorted(OLDEST_FIRST)
                .limit(limit)
                .toList();
    }
}
