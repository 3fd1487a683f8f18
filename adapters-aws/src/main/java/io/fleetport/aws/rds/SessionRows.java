package io.fleetport.aws.rds;

import io.fleetport.application.encoding.SessionFactsEncoding;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.Sessions;
import io.fleetport.application.port.out.StationChanges.SessionChange;
import io.fleetport.domain.station.ChargingSession;
import io.fleetport.domain.station.ChargingSession.Closure;
import io.fleetport.domain.station.ChargingSession.Figures;
import io.fleetport.domain.station.ConnectorId;
import io.fleetport.domain.station.SessionEnergy;
import io.fleetport.domain.station.SessionFlag;
import io.fleetport.domain.station.SessionId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Charging sessions as rows and back, without loss at microseconds. */
final class SessionRows {

    private static final List<String> TOLD = List.of(
            "state",
            "started_at",
            "over_at",
            "closure",
            "connector_id",
            "vehicle_id",
            "energy_j",
            "energy_source",
            "soc_start_percent",
            "soc_end_percent",
            "peak_w",
            "rated_w",
            "flags",
            "facts");

    /** All columns of a session but its facts, for a select. */
    static final String COLUMNS = "station_id, session_id, " + String.join(", ", TOLD.subList(0, TOLD.size() - 1));

    private static final String FIGURES = String.join(", ", TOLD.subList(3, TOLD.size() - 2));

    private static final String UPSERT = "insert into charging_session (station_id, session_id, organization, "
            + String.join(", ", TOLD) + ") select station_id, session_id, organization, state, "
            + Columns.time("started_us") + ", " + Columns.time("over_us") + ", " + FIGURES + ", flags::text[], facts"
            + " from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int8[], ?::int8[], ?::text[], ?::text[],"
            + " ?::uuid[], ?::float8[], ?::text[], ?::float8[], ?::float8[], ?::float8[], ?::float8[], ?::text[],"
            + " ?::bytea[]) as u(station_id, session_id, organization, state, started_us, over_us, " + FIGURES
            + ", flags, facts) on conflict (station_id, session_id) do update set " + Columns.assignments(TOLD)
            + " where charging_session.organization = excluded.organization";

    private SessionRows() {}

    /** @throws PortRefused when a session is of another organization's station */
    static void put(Connection connection, List<SessionChange> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        List<SessionChange> sorted = changes.stream()
                .sorted(Comparator.comparing(
                                (SessionChange change) -> change.key().station())
                        .thenComparing(change -> change.session().id()))
                .toList();
        try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
            set(new Columns<>(connection, statement, sorted));
            if (statement.executeUpdate() != sorted.size()) {
                throw new PortRefused(
                        "a session of the batch is of another organization's station",
                        new IllegalArgumentException("station ids must be unique across organizations"));
            }
        }
    }

    private static void set(Columns<SessionChange> columns) throws SQLException {
        columns.texts(row -> row.key().station().value())
                .texts(row -> row.session().id().value())
                .texts(row -> row.key().organization().value())
                .texts(row -> stateOf(Sessions.State.of(row.session())))
                .instants(row -> row.session().startedAt())
                .instantsOrNull(row -> row.session().over().orElse(null))
                .texts(row -> row.session() instanceof ChargingSession.ClosedByRule closed
                        ? closed.reason().name()
                        : null)
                .texts(row -> Columns.part(figures(row).connector(), ConnectorId::value))
                .uuids(row -> Columns.part(figures(row).vehicle(), VehicleId::value))
                .doublesOrNull(row -> Columns.part(figures(row).energy(), SessionEnergy::joules))
                .texts(row -> Columns.part(
                        figures(row).energy(), energy -> energy.source().name()))
                .doublesOrNull(row -> figures(row).socStartPercent())
                .doublesOrNull(row -> figures(row).socEndPercent())
                .doublesOrNull(row -> figures(row).peakWatts())
                .doublesOrNull(row -> figures(row).ratedWatts())
                .texts(row -> flags(figures(row).flags()))
                .bytes(row -> SessionFactsEncoding.encode(row.facts()));
    }

    /** The session of a row that has all {@link #COLUMNS}. */
    static ChargingSession session(ResultSet row) throws SQLException {
        StationId station = new StationId(row.getString("station_id"));
        SessionId id = new SessionId(row.getString("session_id"));
        Instant startedAt = Query.instant(row, "started_at");
        Figures figures = figures(row);
        String state = row.getString("state");
        return switch (state) {
            case "underway" -> new ChargingSession.Underway(station, id, startedAt, figures);
            case "finished" ->
                new ChargingSession.Finished(station, id, startedAt, Query.instant(row, "over_at"), figures);
            case "closed_by_rule" ->
                new ChargingSession.ClosedByRule(
                        station,
                        id,
                        startedAt,
                        Query.instant(row, "over_at"),
                        Closure.valueOf(row.getString("closure")),
                        figures);
            default -> throw new IllegalArgumentException("state " + state + " is not known to this version");
        };
    }

    static String stateOf(Sessions.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static Figures figures(SessionChange change) {
        return change.session().figures();
    }

    private static Figures figures(ResultSet row) throws SQLException {
        @Nullable Double joules = Query.number(row, "energy_j");
        @Nullable UUID vehicle = row.getObject("vehicle_id", UUID.class);
        return new Figures(
                Query.text(row, "connector_id", ConnectorId::new),
                vehicle == null ? null : new VehicleId(vehicle),
                joules == null
                        ? null
                        : new SessionEnergy(joules, SessionEnergy.Source.valueOf(row.getString("energy_source"))),
                Query.number(row, "soc_start_percent"),
                Query.number(row, "soc_end_percent"),
                Query.number(row, "peak_w"),
                Query.number(row, "rated_w"),
                flags((String[]) row.getArray("flags").getArray()));
    }

    /** As an array's text, always in the same order. */
    private static String flags(Set<SessionFlag> flags) {
        return flags.stream().sorted().map(SessionFlag::name).collect(Collectors.joining(",", "{", "}"));
    }

    private static Set<SessionFlag> flags(String[] names) {
        Set<SessionFlag> flags = EnumSet.noneOf(SessionFlag.class);
        for (String name : names) {
            flags.add(SessionFlag.valueOf(name));
        }
        return flags;
    }
}
