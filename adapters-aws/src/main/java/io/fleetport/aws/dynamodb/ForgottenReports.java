package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/** Old reports of stations go, station by station along the directory. Safe to use from many threads. */
final class ForgottenReports {

    private final Database database;

    ForgottenReports(Database database) {
        this.database = database;
    }

    /**
     * As {@link io.fleetport.application.port.out.Retention#forget}, of reports alone.
     *
     * @param most 1 to 100,000
     */
    int forget(OrganizationId organization, Instant before, int most) {
        int forgotten = 0;
        Query directory =
                Query.of(Table.STATIONS, organization, StationKeys.STATIONS).pages(Listing.PAGE);
        Iterator<Item> stations = database.stream(directory).iterator();
        while (stations.hasNext() && forgotten < most) {
            StationId station = new StationId(stations.next().key().sk());
            forgotten += forget(new StationKey(organization, station), before, most - forgotten);
        }
        return forgotten;
    }

    private int forget(StationKey station, Instant before, int most) {
        Query old = Query.in(Table.STATIONS, SubjectItems.partition(station))
                .within(StationKeys.REPORT)
                .between(StationKeys.REPORT, null, before);
        List<Write> gone = database.list(old, most).stream()
                .map(report -> Write.delete(report.key()))
                .toList();
        database.writeAll(gone);
        return gone.size();
    }
}
