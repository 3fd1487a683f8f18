package io.fleetport.aws.rds;

import io.fleetport.application.port.out.EventType;
import io.fleetport.application.port.out.Webhook;
import io.fleetport.application.port.out.Webhook.PauseReason;
import io.fleetport.application.port.out.Webhook.Secret;
import io.fleetport.domain.fleet.OrganizationId;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Webhooks as rows and back. */
final class WebhookRows {

    static final String COLUMNS = "webhook_id, organization, name, url, types, state, paused_because, created_at,"
            + " changed_at, failing_since, secrets, secrets_until, version";

    private WebhookRows() {}

    /** Sets all columns but id, organization and version, in their order. @return the number of the next parameter */
    static int set(PreparedStatement statement, int first, Webhook webhook) throws SQLException {
        Connection connection = statement.getConnection();
        int at = first;
        statement.setString(at++, Columns.storable(webhook.name()));
        statement.setString(at++, webhook.url().toString());
        String[] types =
                webhook.types().stream().map(EventType::outwardName).sorted().toArray(String[]::new);
        statement.setArray(at++, connection.createArrayOf("text", types));
        statement.setString(at++, written(webhook.state()));
        statement.setString(at++, webhook.pausedBecause() == null ? null : written(webhook.pausedBecause()));
        statement.setObject(at++, Query.floor(webhook.createdAt()));
        statement.setObject(at++, Query.floor(webhook.changedAt()));
        statement.setObject(at++, webhook.failingSince() == null ? null : Query.floor(webhook.failingSince()));
        List<Secret> secrets = webhook.secrets();
        byte[][] sealed = secrets.stream().map(Secret::sealed).toArray(byte[][]::new);
        @Nullable
        Object[] until = secrets.stream()
                .map(secret -> secret.until() == null ? null : Query.floor(secret.until()))
                .toArray();
        statement.setArray(at++, connection.createArrayOf("bytea", sealed));
        statement.setArray(at++, connection.createArrayOf("timestamptz", until));
        return at;
    }

    static Webhook webhook(ResultSet row) throws SQLException {
        @Nullable String paused = row.getString("paused_because");
        return new Webhook(
                row.getObject("webhook_id", UUID.class),
                new OrganizationId(row.getString("organization")),
                row.getString("name"),
                URI.create(row.getString("url")),
                types(row),
                Webhook.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                paused == null ? null : PauseReason.valueOf(paused.toUpperCase(Locale.ROOT)),
                Query.instant(row, "created_at"),
                Query.instant(row, "changed_at"),
                time(row, "failing_since"),
                secrets(row),
                row.getLong("version"));
    }

    static String written(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Set<EventType> types(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray("types").getArray())
                .map(name -> EventType.find(name)
                        .orElseThrow(
                                () -> new IllegalArgumentException("type " + name + " is not known to this version")))
                .collect(Collectors.toSet());
    }

    private static List<Secret> secrets(ResultSet row) throws SQLException {
        byte[][] sealed = (byte[][]) row.getArray("secrets").getArray();
        @Nullable
        Timestamp[] until = (Timestamp[]) row.getArray("secrets_until").getArray();
        List<Secret> secrets = new ArrayList<>();
        for (int i = 0; i < sealed.length; i++) {
            @Nullable Timestamp end = until[i];
            secrets.add(new Secret(sealed[i], end == null ? null : end.toInstant()));
        }
        return secrets;
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
