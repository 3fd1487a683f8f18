package io.fleetport.aws.rds;

import io.fleetport.application.port.out.StationChanges.NewReport;
import io.fleetport.domain.station.StationReport;
import io.fleetport.domain.station.StationStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reports of stations as rows. A broker hands a message over again whenever it is not sure, so that repetition is nothing
 * special here, unlike with readings: those stored already are passed over on either road.
 */
final class ReportRows {

    private static final String FIGURES = "status, batteries_available, batteries_charging, temperature_c,"
            + " humidity_percent, connectors_available, connectors_charging, power_w, energy_j, latitude, longitude,"
            + " firmware";

    /** All that a report is made of, for a select. */
    static final String COLUMNS = "observed_at, fingerprint, " + FIGURES;

    private static final String INSERT =
            "insert into station_report (organization, station_id, observed_at, fingerprint, received_at, " + FIGURES
                    + ") select organization, station_id, " + Columns.time("observed_us") + ", fingerprint, "
                    + Columns.time("received_us") + ", " + FIGURES
                    + " from unnest(?::text[], ?::text[], ?::int8[], ?::int8[], ?::int8[], ?::text[], ?::int8[],"
                    + " ?::int8[], ?::float8[], ?::float8[], ?::int4[], ?::int4[], ?::float8[], ?::float8[],"
                    + " ?::float8[], ?::float8[], ?::text[]) as u(organization, station_id, observed_us, fingerprint,"
                    + " received_us, " + FIGURES + ") on conflict do nothing";

    /** The order of the primary key: neighbours go to neighbouring pages of the index. */
    private static final Comparator<NewReport> BY_KEY = Comparator.comparing(
                    (NewReport added) -> added.key().station())
            .thenComparing(NewReport::report, StationReport.EVENT_ORDER);

    private ReportRows() {}

    static void addMissing(Connection connection, List<NewReport> reports) throws SQLException {
        if (reports.isEmpty()) {
            return;
        }
        List<NewReport> sorted = new ArrayList<>(reports);
        sorted.sort(BY_KEY);
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            new Columns<>(connection, statement, sorted)
                    .texts(row -> row.key().organization().value())
                    .texts(row -> row.key().station().value())
                    .instants(row -> row.report().observedAt())
                    .longs(row -> row.report().fingerprint())
                    .instants(NewReport::receivedAt)
                    .texts(row -> row.report().status().name())
                    .longs(row -> row.report().batteriesAvailable())
                    .longs(row -> row.report().batteriesCharging())
                    .doublesOrNull(row -> row.report().temperatureCelsius())
                    .doublesOrNull(row -> row.report().humidityPercent())
                    .integersOrNull(row -> row.report().connectorsAvailable())
                    .integersOrNull(row -> row.report().connectorsCharging())
                    .doublesOrNull(row -> row.report().powerWatts())
                    .doublesOrNull(row -> row.report().energyJoules())
                    .doublesOrNull(row -> StationRows.latitude(row.report().position()))
                    .doublesOrNull(row -> StationRows.longitude(row.report().position()))
                    .texts(row -> row.report().firmware());
            statement.executeUpdate();
        }
    }

    /** The report of a row that has all {@link #COLUMNS}. */
    static StationReport report(ResultSet row) throws SQLException {
        return new StationReport(
                Query.instant(row, "observed_at"),
                row.getLong("fingerprint"),
                StationStatus.valueOf(row.getString("status")),
                row.getInt("batteries_available"),
                row.getInt("batteries_charging"),
                Query.number(row, "temperature_c"),
                Query.number(row, "humidity_percent"),
                Query.integer(row, "connectors_available"),
                Query.integer(row, "connectors_charging"),
                Query.number(row, "power_w"),
                Query.number(row, "energy_j"),
                Query.position(row, "latitude", "longitude"),
                row.getString("firmware"));
    }
}
