package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A part of an organization's sessions or swaps, newest start first, ties by station and name descending.
 *
 * @param query for those of the part
 * @param index in which they lie: that of the organization, or of one station
 */
record ByStart(Query query, Index index) {

    /**
     * @param list sessions or swaps
     * @param from on the start, inclusive; null for all
     * @param until exclusive; null for all
     * @param cursor behind what is to come; null for all
     * @throws IllegalArgumentException when nobody gave the cursor out
     */
    static ByStart of(
            OrganizationId organization,
            @Nullable StationId station,
            String list,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable String cursor) {
        Index index = station == null ? Index.GSI1 : Index.GSI2;
        String partition = station == null
                ? StationKeys.list(organization, list)
                : StationKeys.list(new StationKey(organization, station), list);
        Query query = Query.in(Table.STATIONS, index, partition)
                .between("", from, until)
                .backward();
        if (cursor != null) {
            Cursor.ByTimeAtStation after = Cursor.byTimeAtStation(cursor);
            String time = Key.bound(after.time());
            query = query.until(
                    station == null ? Key.join(time, after.station(), after.name()) : Key.join(time, after.name()));
        }
        return new ByStart(query, index);
    }

    /** Those of one station that began in the interval, oldest first. */
    static Query query(StationKey station, String list, Instant from, Instant until) {
        return Query.in(Table.STATIONS, Index.GSI2, StationKeys.list(station, list))
                .between("", from, until);
    }

    /** Whether an item that was found otherwise is of the part. */
    boolean covers(Item item) {
        String place = item.text(index.sk());
        return Key.compare(query.from(), place) <= 0 && Key.compare(place, query.until()) < 0;
    }
}
