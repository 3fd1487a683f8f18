package io.fleetport.aws.rds;

import io.fleetport.application.port.out.Usage;
import io.fleetport.domain.fleet.OrganizationId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Usage as one row per organization, hour and meter. */
final class PostgresUsage implements Usage {

    private static final String ADD = "insert into usage (organization, hour, meter, amount)"
            + " select organization, " + Columns.time("hour_us") + ", meter, amount"
            + " from unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[]) as u(organization, hour_us, meter, amount)"
            + " order by organization, hour_us, meter"
            + " on conflict (organization, hour, meter) do update set amount = usage.amount + excluded.amount";

    /** One order for all processes: two that add at once must not wait for each other in a circle. */
    private static final Comparator<Amount> ORDER = Comparator.comparing(Amount::organization)
            .thenComparing(Amount::hour)
            .thenComparing(Amount::meter);

    private final Database database;

    PostgresUsage(Database database) {
        this.database = database;
    }

    @Override
    public void add(Collection<Amount> amounts) {
        List<Amount> sorted = amounts.stream().sorted(ORDER).toList();
        try {
            database.inTransaction(connection -> {
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
