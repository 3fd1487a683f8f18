package io.fleetport.aws.rds;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Gaps;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.trip.Gap;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.vehicle.VehicleId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gaps as last told, found by the indexes on organization or vehicle and beginning. */
final class PostgresGaps implements Gaps {

    private final Database database;

    PostgresGaps(Database database) {
        this.database = database;
    }

    @Override
    public Page<Gap> list(
            OrganizationId organization,
            @Nullable VehicleId vehicle,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable String cursor,
            int limit) {
        Query.checked(limit, 1_000);
        Query query = new Query(
                        "select vehicle_id, trip_id, from_at, until_at, cause, metres_between from gap"
                                + " where organization = ?",
                        organization.value())
                .andIfPresent("vehicle_id = ?", vehicle == null ? null : vehicle.value())
                .andIfPresent("from_at >= ?", Query.boundOrNull(from))
                .andIfPresent("from_at < ?", Query.boundOrNull(until));
        if (cursor != null) {
            Cursor.ByTime after = Cursor.byTime(cursor);
            query.and("(from_at, vehicle_id, trip_id) < (?, ?, ?)", Query.bound(after.time()), after.id(), after.tie());
        }
        return database.ask("listing gaps", organization, scope -> query.then(
                        "order by from_at desc, vehicle_id desc, trip_id desc")
                .page(
                        scope,
                        limit,
                        PostgresGaps::gap,
                        last -> Cursor.of(
                                last.from(), last.vehicle().value(), last.trip().value())));
    }

    private static Gap gap(ResultSet row) throws SQLException {
        double metres = row.getDouble("metres_between");
        @Nullable Double between = row.wasNull() ? null : Double.valueOf(metres);
        return new Gap(
                new VehicleId(row.getObject("vehicle_id", UUID.class)),
                new TripId(row.getObject("trip_id", UUID.class)),
                Query.instant(row, "from_at"),
                Query.instant(row, "until_at"),
                Gap.Cause.valueOf(row.getString("cause")),
                between);
    }
}
