package io.fleetport.aws.rds;

import io.fleetport.application.port.out.ErasureScope;
import java.sql.Connection;
import java.sql.SQLException;

/** Takes a vehicle's events out of the log, and out of the queues of the webhooks that have not had them yet. */
final class ErasedEvents {

    private static final String OF_VEHICLE = "organization = ? and vehicle_id = ?";
    private static final String GONE = "with gone as (delete from event where %s returning event_id),"
            + " unsent as (delete from webhook_queue using gone where webhook_queue.event_id = gone.event_id)"
            + " select count(*) as events from gone where true";

    private ErasedEvents() {}

    /** @return events deleted; of an interval those that happened in it */
    static long delete(Connection connection, ErasureScope scope) throws SQLException {
        Changes.lock(connection, PostgresDeliveryQueue.LANES);
        String organization = scope.key().organization().value();
        Object vehicle = scope.key().vehicle().value();
        Query query = scope.from() == null || scope.until() == null
                ? new Query(GONE.formatted(OF_VEHICLE), organization, vehicle)
                : new Query(
                        GONE.formatted(OF_VEHICLE + " and occurred_at >= ? and occurred_at < ?"),
                        organization,
                        vehicle,
                        Query.bound(scope.from()),
                        Query.bound(scope.until()));
        long events = query.list(connection, row -> row.getLong("events")).getFirst();
        if (events > 0) {
            Changes.run(connection, PostgresEventLog.CLOSE_EMPTY_LANES);
        }
        return events;
    }
}
