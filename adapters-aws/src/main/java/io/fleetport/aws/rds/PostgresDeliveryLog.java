package io.fleetport.aws.rds;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.DeliveryAttempt;
import io.fleetport.application.port.out.DeliveryAttempt.Outcome;
import io.fleetport.application.port.out.DeliveryLog;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.fleet.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Attempts one by one. */
final class PostgresDeliveryLog implements DeliveryLog {

    private static final String COLUMNS =
            "attempt_id, organization, webhook_id, event_id, type, number, at, took_ms, outcome, status, error";

    /** Nothing is kept of a webhook that is gone. */
    private static final String INSERT = "insert into webhook_attempt (" + COLUMNS
            + ") select ?, organization, webhook_id, ?, ?, ?, ?, ?, ?, ?, ? from webhook where organization = ?"
            + " and webhook_id = ? for key share on conflict (attempt_id) do nothing";

    private final Database database;

    PostgresDeliveryLog(Database database) {
        this.database = database;
    }

    @Override
    public void add(DeliveryAttempt attempt) {
        Changes.in(
                database,
                "noting a delivery",
                connection -> Changes.run(
                        connection,
                        INSERT,
                        attempt.id(),
                        attempt.event(),
                        attempt.type().outwardName(),
                        attempt.number(),
                        Query.floor(attempt.at()),
                        attempt.took().toMillis(),
                        attempt.outcome().name().toLowerCase(Locale.ROOT),
                        attempt.status(),
                        attempt.error(),
                        attempt.organization().value(),
                        attempt.webhook()));
    }

    @Override
    public Page<DeliveryAttempt> list(
            OrganizationId organization, UUID webhook, Filter filter, @Nullable String cursor, int limit) {
        Query.checked(limit, 1_000);
        @Nullable Outcome outcome = filter.outcome();
        Query query = new Query(
                        "select " + COLUMNS + " from webhook_attempt where organization = ?", organization.value())
                .and("webhook_id = ?", webhook)
                .andIfPresent("event_id = ?", filter.event())
                .andIfPresent(
                        "outcome = ?", outcome == null ? null : outcome.name().toLowerCase(Locale.ROOT));
        if (cursor != null) {
            Cursor.ByTime after = Cursor.byTime(cursor);
            query.and("(at, attempt_id) < (?, ?)", Query.bound(after.time()), after.id());
        }
        return database.ask("listing deliveries", organization, scope -> query.then("order by at desc, attempt_id desc")
                .page(scope, limit, PostgresDeliveryLog::attempt, last -> Cursor.of(last.at(), last.id(), last.id())));
    }

    @Override
    public int forgetBefore(Instant time) {
        return Changes.in(
                database,
                "forgetting deliveries",
                connection -> Changes.run(connection, "delete from webhook_attempt where at < ?", Query.bound(time)));
    }

    private static DeliveryAttempt attempt(ResultSet row) throws SQLException {
        return new DeliveryAttempt(
                row.getObject("attempt_id", UUID.class),
                new OrganizationId(row.getString("organization")),
                row.getObject("webhook_id", UUID.class),
                row.getObject("event_id", UUID.class),
                EventRows.type(row),
                row.getInt("number"),
                Query.instant(row, "at"),
                Duration.ofMillis(row.getLong("took_ms")),
                Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                Query.integer(row, "status"),
                row.getString("error"));
    }
}
