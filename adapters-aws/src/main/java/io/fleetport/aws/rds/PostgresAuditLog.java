package io.fleetport.aws.rds;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.AuditLog;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.audit.AuditEntry;
import io.fleetport.domain.audit.AuditEvent;
import io.fleetport.domain.audit.ChainHead;
import io.fleetport.domain.audit.EntryHash;
import io.fleetport.domain.fleet.OrganizationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Chains by their primary key. Whoever adds to one holds the row of its head meanwhile. */
final class PostgresAuditLog implements AuditLog {

    private static final int MOST_ORGANIZATIONS = 100_000;

    private static final String COLUMNS =
            "organization, number, at, subject, impersonator, address, request_id, action, kind,"
                    + " object_id, reason, detail_names, detail_values, previous_hash, hash";

    private static final String SELECT = "select " + COLUMNS + " from audit_entry where organization = ?";

    private static final String INSERT =
            "insert into audit_entry (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String HEAD = "select number, hash from audit_head where organization = ?";

    private static final String FIRST_HEAD =
            "insert into audit_head (organization, number, hash) values (?, 0, ?) on conflict (organization) do nothing";

    private static final String MOVE_HEAD = "update audit_head set number = ?, hash = ? where organization = ?";

    private final Database database;

    PostgresAuditLog(Database database) {
        this.database = database;
    }

    @Override
    public AuditEntry append(AuditEvent event) {
        try {
            return database.inTransaction(event.organization(), connection -> append(connection, event));
        } catch (SQLException e) {
            throw Failures.translated("adding to the audit log", e);
        }
    }

    private static AuditEntry append(Connection connection, AuditEvent event) throws SQLException {
        String organization = event.organization().value();
        Optional<ChainHead> head = held(connection, organization);
        if (head.isEmpty()) {
            update(connection, FIRST_HEAD, organization, EntryHash.NONE.bytes());
            head = held(connection, organization);
        }
        AuditEntry entry = AuditEntry.after(head.orElseThrow(), event);
        String[] names = event.details().keySet().toArray(String[]::new);
        String[] values = event.details().values().toArray(String[]::new);
        update(
                connection,
                INSERT,
                organization,
                entry.number(),
                Query.floor(event.at()),
                event.subject(),
                event.impersonator(),
                event.address(),
                event.requestId(),
                event.action(),
                event.kind(),
                event.id(),
                event.reason(),
                connection.createArrayOf("text", names),
                connection.createArrayOf("text", values),
                entry.previousHash().bytes(),
                entry.hash().bytes());
        update(connection, MOVE_HEAD, entry.number(), entry.hash().bytes(), organization);
        return entry;
    }

    private static Optional<ChainHead> held(Connection connection, String organization) throws SQLException {
        return new Query(HEAD, organization)
                .then("for update").list(connection, PostgresAuditLog::head).stream()
                        .findFirst();
    }

    private static void update(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }

    @Override
    public Page<AuditEntry> list(OrganizationId organization, Filter filter, @Nullable String cursor, int limit) {
        Query.checked(limit, 1_000);
        Query query = new Query(SELECT, organization.value())
                .andIfPresent("at >= ?", Query.boundOrNull(filter.from()))
                .andIfPresent("at < ?", Query.boundOrNull(filter.until()))
                .andIfPresent("subject = ?", Columns.part(filter.subject(), Columns::storable))
                .andIfPresent("action = ?", Columns.part(filter.action(), Columns::storable))
                .andIfPresent(
                        "number < ?",
                        cursor == null ? null : Cursor.byNumber(cursor).number());
        return database.ask("listing the audit log", organization, scope -> query.then("order by number desc")
                .page(scope, limit, PostgresAuditLog::entry, last -> Cursor.of(last.number())));
    }

    @Override
    public List<AuditEntry> chain(OrganizationId organization, long after, int limit) {
        Query.checked(limit, 1_000);
        return database.ask("reading the audit log", organization, scope -> new Query(SELECT, organization.value())
                .and("number > ?", after)
                .then("order by number limit ?", limit)
                .list(scope, PostgresAuditLog::entry));
    }

    @Override
    public ChainHead head(OrganizationId organization) {
        return database.ask(
                        "finding the end of the audit log", organization, scope -> new Query(HEAD, organization.value())
                                .list(scope, PostgresAuditLog::head).stream().findFirst())
                .orElse(ChainHead.EMPTY);
    }

    @Override
    public List<OrganizationId> organizations() {
        // Whoever verifies the database wants all of its logs.
        return database.askAcross("listing the audit logs", connection -> new Query(
                        "select organization from audit_head order by organization limit ?", MOST_ORGANIZATIONS)
                .list(connection, row -> new OrganizationId(row.getString("organization"))));
    }

    private static ChainHead head(ResultSet row) throws SQLException {
        return new ChainHead(row.getLong("number"), EntryHash.of(row.getBytes("hash")));
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        AuditEvent event = new AuditEvent(
                new OrganizationId(row.getString("organization")),
                Query.instant(row, "at"),
                row.getString("subject"),
                row.getString("impersonator"),
                row.getString("address"),
                row.getString("request_id"),
                row.getString("action"),
                row.getString("kind"),
                row.getString("object_id"),
                row.getString("reason"),
                details(row));
        return new AuditEntry(
                row.getLong("number"),
                event,
                EntryHash.of(row.getBytes("previous_hash")),
                EntryHash.of(row.getBytes("hash")));
    }

    private static SortedMap<String, String> details(ResultSet row) throws SQLException {
        String[] names = (String[]) row.getArray("detail_names").getArray();
        String[] values = (String[]) row.getArray("detail_values").getArray();
        if (names.length != values.length) {
            throw new IllegalArgumentException("details must be as many names as values");
        }
        SortedMap<String, String> details = new TreeMap<>();
        for (int i = 0; i < names.length; i++) {
            if (details.put(names[i], values[i]) != null) {
                throw new IllegalArgumentException("details must have each name once");
            }
        }
        return details;
    }
}
