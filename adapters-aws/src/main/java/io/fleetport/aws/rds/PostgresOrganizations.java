package io.fleetport.aws.rds;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Organizations;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.fleet.Organization;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.fleet.Quota;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts by id. */
final class PostgresOrganizations implements Organizations {

    private static final String COLUMNS = "organization, name, state, readings_per_second, connections,"
            + " requests_per_second, history_days, created_at";

    private static final String SELECT = "select " + COLUMNS + " from organization where ";

    private final Database database;
    private final Change add;
    private final Change change;

    PostgresOrganizations(Database database) {
        this.database = database;
        add = new Change(
                database,
                "adding an organization",
                "insert into organization (" + COLUMNS
                        + ") values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (organization) do nothing");
        change = new Change(
                database,
                "changing an organization",
                "update organization set name = ?, state = ?, readings_per_second = ?, connections = ?,"
                        + " requests_per_second = ?, history_days = ? where organization = ?");
    }

    @Override
    public boolean add(Organization organization) {
        Quota quota = organization.quota();
        return add.with(
                        organization.id().value(),
                        organization.name(),
                        nameOf(organization.state()),
                        quota.readingsPerSecond(),
                        quota.connections(),
                        quota.requestsPerSecond(),
                        quota.historyDays(),
                        Query.floor(organization.createdAt()))
                == 1;
    }

    @Override
    public boolean change(Organization organization) {
        Quota quota = organization.quota();
        return change.with(
                        organization.name(),
                        nameOf(organization.state()),
                        quota.readingsPerSecond(),
                        quota.connections(),
                        quota.requestsPerSecond(),
                        quota.historyDays(),
                        organization.id().value())
                == 1;
    }

    @Override
    public Optional<Organization> find(OrganizationId id) {
        return database.ask("finding an organization", id, scope -> new Query(SELECT + "organization = ?", id.value())
                .list(scope, PostgresOrganizations::organization).stream().findFirst());
    }

    @Override
    public Page<Organization> list(@Nullable String cursor, int limit) {
        Query.checked(limit, 1_000);
        String after = cursor == null ? "" : Cursor.byName(cursor).name();
        return database.askAcross("listing organizations", connection -> new Query(SELECT + "organization > ?", after)
                .then("order by organization")
                .page(
                        connection,
                        limit,
                        PostgresOrganizations::organization,
                        last -> Cursor.of(last.id().value())));
    }

    private static Organization organization(ResultSet row) throws SQLException {
        return new Organization(
                new OrganizationId(row.getString("organization")),
                row.getString("name"),
                Organization.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                new Quota(
                        row.getInt("readings_per_second"),
                        row.getInt("connections"),
                        row.getInt("requests_per_second"),
                        row.getInt("history_days")),
                TenancyRows.time(row, "created_at"));
    }

    private static String nameOf(Organization.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
