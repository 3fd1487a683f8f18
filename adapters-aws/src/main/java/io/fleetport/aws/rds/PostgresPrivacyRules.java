package io.fleetport.aws.rds;

import io.fleetport.application.encoding.QuietHoursEncoding;
import io.fleetport.application.port.out.PrivacyRules;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.PositionPrivacy;
import io.fleetport.domain.vehicle.QuietHours;
import io.fleetport.domain.vehicle.VehicleId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Rules as rows. An interval is a text of {@link QuietHoursEncoding}. */
final class PostgresPrivacyRules implements PrivacyRules {

    private static final String UPSERT =
            "insert into position_privacy (organization, vehicle_id, positions, schedule) values (?, ?, ?, ?)"
                    + " on conflict (organization, vehicle_id) do update set positions = excluded.positions,"
                    + " schedule = excluded.schedule, version = position_privacy.version + 1";

    private static final String SELECT =
            "select organization, vehicle_id, positions, schedule from position_privacy where ";

    private final Database database;

    PostgresPrivacyRules(Database database) {
        this.database = database;
    }

    @Override
    public Optional<PositionPrivacy> find(VehicleKey key) {
        return database.ask("finding a privacy rule", key.organization(), scope -> new Query(
                        SELECT + "organization = ? and vehicle_id = ?",
                        key.organization().value(),
                        key.vehicle().value())
                .list(scope, PostgresPrivacyRules::rule).stream().findFirst());
    }

    @Override
    public void keep(VehicleKey key, PositionPrivacy rule) {
        String[] schedule =
                rule.schedule().stream().map(QuietHoursEncoding::text).toArray(String[]::new);
        Changes.in(
                database,
                "keeping a privacy rule",
                connection -> Changes.run(
                        connection,
                        UPSERT,
                        key.organization().value(),
                        key.vehicle().value(),
                        rule.off() ? "off" : "on",
                        connection.createArrayOf("text", schedule)));
    }

    /** Of all organizations: the intake serves them all. */
    @Override
    public Map<VehicleKey, PositionPrivacy> inForce() {
        Map<VehicleKey, PositionPrivacy> rules = new HashMap<>();
        database.askAcross("reading privacy rules", connection -> new Query(SELECT + "positions = 'off'")
                .list(
                        connection,
                        row -> rules.put(
                                new VehicleKey(
                                        new OrganizationId(row.getString("organization")),
                                        new VehicleId(row.getObject("vehicle_id", UUID.class))),
                                rule(row))));
        return rules;
    }

    /** A change of a row moves the sum, a new row the count; nothing takes a row away. */
    @Override
    public String mark() {
        return database.askAcross("looking for changed privacy rules", connection -> new Query(
                        "select count(*) || ':' || coalesce(sum(version), 0) from position_privacy")
                .list(connection, row -> row.getString(1))
                .getFirst());
    }

    static PositionPrivacy rule(ResultSet row) throws SQLException {
        List<QuietHours> schedule = Arrays.stream(
                        (String[]) row.getArray("schedule").getArray())
                .map(QuietHoursEncoding::hours)
                .toList();
        return new PositionPrivacy(row.getString("positions").equals("off"), schedule);
    }
}
