package io.fleetport.aws.rds;

import io.fleetport.application.encoding.SignalEncoding;
import io.fleetport.application.port.out.History;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.vehicle.Reading;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Readings by the primary key of their months; months outside the interval are not looked at. */
final class PostgresHistory implements History {

    private final Database database;

    PostgresHistory(Database database) {
        this.database = database;
    }

    @Override
    public List<Reading> between(VehicleKey key, Instant from, Instant until, @Nullable Reading after, int limit) {
        Query.checked(limit, 10_000);
        Instant begin = after != null && after.observedAt().isAfter(from) ? after.observedAt() : from;
        Query query = new Query(
                        "select observed_at, fingerprint, signals from reading where organization = ?",
                        key.organization().value())
                .and("vehicle_id = ?", key.vehicle().value())
                .and("observed_at >= ?", Query.bound(begin)) // beside the next one, so that earlier months are skipped
                .and("observed_at < ?", Query.bound(until));
        if (after != null) {
            query.and("(observed_at, fingerprint) > (?, ?)", Query.bound(after.observedAt()), after.fingerprint());
        }
        return database.ask("reading the history of a vehicle", key.organization(), scope -> query.then(
                        "order by observed_at, fingerprint limit ?", limit)
                .list(
                        scope,
                        row -> new Reading(
                                key.vehicle(),
                                Query.instant(row, "observed_at"),
                                row.getLong("fingerprint"),
                                SignalEncoding.decode(row.getBytes("signals")))));
    }
}
