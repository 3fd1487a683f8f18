package io.fleetport.aws.rds;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Webhook;
import io.fleetport.application.port.out.Webhook.PauseReason;
import io.fleetport.application.port.out.Webhooks;
import io.fleetport.domain.fleet.OrganizationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Webhooks one by one: they are few. */
final class PostgresWebhooks implements Webhooks {

    private static final String SELECT = "select " + WebhookRows.COLUMNS + " from webhook where ";

    private static final String INSERT = "insert into webhook (" + WebhookRows.COLUMNS
            + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1) on conflict (webhook_id) do nothing";

    private static final String REPLACE = "update webhook set name = ?, url = ?, types = ?, state = ?,"
            + " paused_because = ?, created_at = ?, changed_at = ?, failing_since = ?, secrets = ?, secrets_until = ?,"
            + " version = version + 1 where organization = ? and webhook_id = ? and version = ?";

    private static final String OF = " where organization = ? and webhook_id = ?";

    private final Database database;

    PostgresWebhooks(Database database) {
        this.database = database;
    }

    @Override
    public boolean add(Webhook webhook, int most) {
        return Changes.in(database, "adding a webhook", connection -> {
            Changes.lock(connection, PostgresDeliveryQueue.LANES); // two at once must not both be the last one
            List<Boolean> room = new Query(
                            "select count(*) < ? or bool_or(webhook_id = ?) as room from webhook where organization = ?",
                            most,
                            webhook.id(),
                            webhook.organization().value())
                    .list(connection, row -> row.getBoolean("room"));
            if (!room.getFirst()) {
                return false;
            }
            insert(connection, webhook);
            return true;
        });
    }

    private static void insert(Connection connection, Webhook webhook) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, webhook.id());
            statement.setString(2, webhook.organization().value());
            WebhookRows.set(statement, 3, webhook);
            statement.executeUpdate();
        }
    }

    @Override
    public Optional<Webhook> find(OrganizationId organization, UUID webhook) {
        return database
                .ask("finding a webhook", organization, scope -> new Query(
                                SELECT + "organization = ? and webhook_id = ?", organization.value(), webhook)
                        .list(scope, WebhookRows::webhook))
                .stream()
                .findFirst();
    }

    @Override
    public Page<Webhook> list(OrganizationId organization, @Nullable String cursor, int limit) {
        Query.checked(limit, 1_000);
        Query query = new Query(SELECT + "organization = ?", organization.value());
        if (cursor != null) {
            Cursor.ByTime after = Cursor.byTime(cursor);
            query.and("(created_at, webhook_id) < (?, ?)", Query.bound(after.time()), after.id());
        }
        return database.ask("listing webhooks", organization, scope -> query.then(
                        "order by created_at desc, webhook_id desc")
                .page(scope, limit, WebhookRows::webhook, last -> Cursor.of(last.createdAt(), last.id(), last.id())));
    }

    @Override
    public boolean replace(Webhook changed) {
        return Changes.in(database, "changing a webhook", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(REPLACE)) {
                int at = WebhookRows.set(statement, 1, changed);
                statement.setString(at++, changed.organization().value());
                statement.setObject(at++, changed.id());
                statement.setLong(at, changed.version());
                return statement.executeUpdate() > 0;
            }
        });
    }

    /** What waits for it and what is known of its deliveries goes with it, by foreign keys. */
    @Override
    public boolean remove(OrganizationId organization, UUID webhook) {
        return Changes.in(database, "removing a webhook", connection -> {
            Changes.lock(connection, PostgresDeliveryQueue.LANES);
            return Changes.run(connection, "delete from webhook" + OF, organization.value(), webhook) > 0;
        });
    }

    @Override
    public Instant failing(OrganizationId organization, UUID webhook, Instant at) {
        List<Instant> since = Changes.in(database, "noting that a webhook fails", connection -> new Query(
                        "update webhook set failing_since = coalesce(failing_since, ?)" + OF
                                + " returning failing_since",
                        Query.floor(at),
                        organization.value(),
                        webhook)
                .list(connection, row -> Query.instant(row, "failing_since")));
        return since.isEmpty() ? at : since.getFirst();
    }

    @Override
    public void working(OrganizationId organization, UUID webhook) {
        Changes.in(
                database,
                "noting that a webhook works",
                connection -> Changes.run(
                        connection,
                        "update webhook set failing_since = null" + OF + " and failing_since is not null",
                        organization.value(),
                        webhook));
    }

    @Override
    public boolean pause(OrganizationId organization, UUID webhook, PauseReason why, Instant at) {
        return Changes.in(
                database,
                "pausing a webhook",
                connection -> Changes.run(
                                connection,
                                "update webhook set state = 'paused', paused_because = ?, version = version + 1" + OF
                                        + " and state = 'active'",
                                WebhookRows.written(why),
                                organization.value(),
                                webhook)
                        > 0);
    }
}
