package io.fleetport.aws.rds;

import io.fleetport.application.port.out.Retention;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Deletes old history along the primary keys of the partitions it lies in. */
final class PostgresRetention implements Retention {

    private static final int MOST = 100_000;

    /** The key begins with the vehicle or station, so both are found without looking at the rows of others. */
    private static final String FORGET = "delete from %1$s old using (select ctid, tableoid from %1$s"
            + " where organization = ? and %2$s in (select %2$s from %3$s where organization = ?) and observed_at < ?"
            + " limit ?) gone where old.ctid = gone.ctid and old.tableoid = gone.tableoid";

    private static final String READINGS = FORGET.formatted("reading", "vehicle_id", "vehicle");
    private static final String REPORTS = FORGET.formatted("station_report", "station_id", "station");

    private final Database database;

    PostgresRetention(Database database) {
        this.database = database;
    }

    @Override
    public int forget(OrganizationId organization, Instant before, int most) {
        int limit = Query.checked(most, MOST);
        String owner = organization.value();
        OffsetDateTime bound = Query.bound(before);
        return Changes.in(
                        database,
                        "forgetting readings",
                        connection -> Changes.run(connection, READINGS, owner, owner, bound, limit))
                + Changes.in(
                        database,
                        "forgetting reports",
                        connection -> Changes.run(connection, REPORTS, owner, owner, bound, limit));
    }
}
