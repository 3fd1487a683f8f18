package io.fleetport.aws.rds;

import io.fleetport.application.port.out.Usage;
import io.fleetport.domain.fleet.OrganizationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Usage as one row per organization, hour and meter. */
final class PostgresUsage implements Usage {

    private static final String ADD = "insert into usage (organization, hour, meter, amount)"
            + " select organization, " + Columns.time("hour_us") + ", meter, amount"
            + " from unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[]) as u(organization, hour_us, meter, amount)"
            + " order by organization, hour_us, meter"
            + " on conflict (organization, hour, meter) do update set amount = usage.amount + excluded.amount";

    private static final String REMEMBER = "insert into usage_page (id) values (?) on conflict (id) do nothing";

    /** Those that another process is clearing away are its own. */
    private static final String FORGET = "delete from usage_page where id in (select id from usage_page"
            + " where written_at < now() - interval '1 day' limit 100 for update skip locked)";

    /** One order for all processes: two that add at once must not wait for each other in a circle. */
    private static final Comparator<Amount> ORDER = Comparator.comparing(Amount::organization)
            .thenComparing(Amount::hour)
            .thenComparing(Amount::meter);

    private final Database database;

    PostgresUsage(Database database) {
        this.database = database;
    }

    @Override
    public void add(UUID id, List<Amount> amounts) {
        List<Amount> sorted = amounts.stream().sorted(ORDER).toList();
        try {
            database.inTransaction(connection -> {
                if (!isNew(connection, id)) {
                    return 0;
                }
                try (PreparedStatement statement = connection.prepareStatement(ADD)) {
                    new Columns<>(connection, statement, sorted)
                            .texts(amount -> amount.organization().value())
                            .instants(Amount::hour)
                            .texts(amount -> amount.meter().outwardName())
                            .longs(Amount::amount);
                    return statement.executeUpdate();
                }
            });
        } catch (SQLException e) {
            throw Failures.translated("writing down usage", e);
        }
    }

    private static boolean isNew(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement forget = connection.prepareStatement(FORGET);
                PreparedStatement remember = connection.prepareStatement(REMEMBER)) {
            forget.executeUpdate();
            remember.setObject(1, id);
            return remember.executeUpdate() == 1;
        }
    }

    static Amount amount(OrganizationId organization, ResultSet row) throws SQLException {
        return new Amount(
                organization,
                Query.instant(row, "hour"),
                Meter.valueOf(row.getString("meter").toUpperCase(Locale.ROOT)),
                row.getLong("amount"));
    }

    @Override
    public List<Amount> of(OrganizationId organization, Instant from, Instant until) {
        return database
                .ask("looking up usage", organization, scope -> new Query(
                                "select hour, meter, amount from usage where organization = ?", organization.value())
                        .and("hour >= ?", Query.bound(from))
                        .and("hour < ?", Query.bound(until))
                        .list(scope, row -> amount(organization, row)))
                .stream()
                .sorted(ORDER)
                .toList();
    }
}
