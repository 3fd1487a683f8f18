package io.fleetport.aws.rds;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.out.DeadLetter;
import io.fleetport.application.port.out.DeadLetters;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Dead letters, found by the indexes on organization or vehicle and time of receipt. */
final class PostgresDeadLetters implements DeadLetters {

    private static final String SELECT = "select id, organization, vehicle_id, station_id, source, reason, detail,"
            + " received_at, raw from dead_letter where organization = ?";

    private final Database database;

    PostgresDeadLetters(Database database) {
        this.database = database;
    }

    @Override
    public Optional<DeadLetter> find(OrganizationId organization, UUID id) {
        return database.ask("finding a dead letter", organization, scope -> new Query(SELECT, organization.value())
                .and("id = ?", id).list(scope, PostgresDeadLetters::letter).stream()
                        .findFirst());
    }

    @Override
    public List<Count> counts(OrganizationId organization, int limit) {
        Query.checked(limit, 1_000);
        return database.ask("counting dead letters", organization, scope -> new Query(
                        "select organization, vehicle_id, station_id, reason, count(*) as letters from dead_letter"
                                + " where organization = ?",
                        organization.value())
                .then("group by organization, vehicle_id, station_id, reason order by letters desc limit ?", limit)
                .list(
                        scope,
                        row -> new Count(
                                subject(row),
                                DeadLetterReason.valueOf(row.getString("reason")),
                                row.getLong("letters"))));
    }

    @Override
    public Page<DeadLetter> list(
            OrganizationId organization,
            @Nullable Subject about,
            @Nullable DeadLetterReason reason,
            @Nullable String cursor,
            int limit) {
        Query.checked(limit, 1_000);
        Query query = new Query(SELECT, organization.value())
                .andIfPresent("reason = ?", reason == null ? null : reason.name());
        if (about != null) {
            query.and("organization = ?", about.organization().value()); // of another organization there is nothing
            switch (about) {
                case VehicleKey key -> query.and("vehicle_id = ?", key.vehicle().value());
                case StationKey key -> query.and("station_id = ?", key.station().value());
            }
        }
        if (cursor != null) {
            Cursor.ByTime after = Cursor.byTime(cursor);
            query.and("(received_at, id) < (?, ?)", Query.bound(after.time()), after.id());
        }
        return database.ask(
                "listing dead letters", organization, scope -> query.then("order by received_at desc, id desc")
                        .page(
                                scope,
                                limit,
                                PostgresDeadLetters::letter,
                                last -> Cursor.of(last.receivedAt(), last.id(), last.id())));
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getObject("id", UUID.class),
                subject(row),
                row.getString("source"),
                DeadLetterReason.valueOf(row.getString("reason")),
                row.getString("detail"),
                Query.instant(row, "received_at"),
                row.getBytes("raw"));
    }

    private static Subject subject(ResultSet row) throws SQLException {
        OrganizationId organization = new OrganizationId(row.getString("organization"));
        @Nullable StationId station = Query.text(row, "station_id", StationId::new);
        return station == null
                ? new VehicleKey(organization, new VehicleId(row.getObject("vehicle_id", UUID.class)))
                : new StationKey(organization, station);
    }
}
