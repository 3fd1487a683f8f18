package io.fleetport.aws.rds;

import io.fleetport.application.encoding.StopEncoding;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.TelemetryLedger.TripChange;
import io.fleetport.domain.energy.Energy;
import io.fleetport.domain.motion.Position;
import io.fleetport.domain.trip.Revision;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.trip.TripFigures;
import io.fleetport.domain.trip.TripFigures.DistanceSource;
import io.fleetport.domain.trip.TripFigures.EnergySource;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.vehicle.VehicleId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Trips as rows and back, without loss at microseconds. */
final class TripRows {

    private static final List<String> FIGURES = List.of(
            "revision",
            "revision_reason",
            "started_at",
            "ended_at",
            "superseded_by",
            "last_moving_at",
            "duration_ns",
            "moving_ns",
            "distance_m",
            "distance_source",
            "max_speed_mps",
            "average_speed_mps",
            "energy_j",
            "energy_source",
            "fuel_m3",
            "soc_start_percent",
            "soc_end_percent",
            "start_latitude",
            "start_longitude",
            "end_latitude",
            "end_longitude",
            "coverage",
            "stops",
            "opening");

    /** All columns of a trip, for a select. */
    static final String COLUMNS = "trip_id, organization, vehicle_id, state, " + String.join(", ", FIGURES);

    private static final String UPSERT = "insert into trip (" + COLUMNS + ") select trip_id, organization, vehicle_id,"
            + " state, revision, revision_reason, " + Columns.time("started_us") + ", " + Columns.time("ended_us")
            + ", superseded_by, " + Columns.time("last_moving_us") + ", "
            + String.join(", ", FIGURES.subList(6, FIGURES.size()))
            + " from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::int8[], ?::text[], ?::int8[], ?::int8[],"
            + " ?::uuid[], ?::int8[], ?::int8[], ?::int8[], ?::float8[], ?::text[], ?::float8[], ?::float8[],"
            + " ?::float8[], ?::text[], ?::float8[], ?::float8[], ?::float8[], ?::float8[], ?::float8[], ?::float8[],"
            + " ?::float8[], ?::float8[], ?::bytea[], ?::bytea[]) as u(trip_id, organization, vehicle_id, state,"
            + " revision, revision_reason, started_us, ended_us, superseded_by, last_moving_us, "
            + String.join(", ", FIGURES.subList(6, FIGURES.size())) + ") on conflict (trip_id) do update set state ="
            + " excluded.state, " + Columns.assignments(FIGURES)
            + " where trip.organization = excluded.organization and trip.vehicle_id = excluded.vehicle_id";

    private TripRows() {}

    /** @throws PortRefused when a trip id belongs to another vehicle */
    static void put(Connection connection, List<TripChange> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        List<TripChange> sorted = changes.stream()
                .sorted((a, b) -> a.trip().id().compareTo(b.trip().id()))
                .toList();
        try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
            set(new Columns<>(connection, statement, sorted));
            if (statement.executeUpdate() != sorted.size()) {
                throw new PortRefused(
                        "a trip of the batch belongs to another vehicle or organization",
                        new IllegalArgumentException("trip ids must be unique across organizations"));
            }
        }
    }

    private static void set(Columns<TripChange> columns) throws SQLException {
        columns.uuids(row -> row.trip().id().value())
                .texts(row -> row.key().organization().value())
                .uuids(row -> row.key().vehicle().value())
                .texts(row -> stateOf(row.trip()))
                .longs(row -> row.trip().revision().number())
                .texts(row -> row.trip().revision().reason().name())
                .instants(row -> row.trip().startedAt())
                .instantsOrNull(row -> row.trip() instanceof Trip.Finished f ? f.endedAt() : null)
                .uuids(row -> row.trip() instanceof Trip.Withdrawn w
                        ? w.supersededBy().value()
                        : null)
                .instants(row -> figures(row).lastMovingAt())
                .longs(row -> figures(row).duration().toNanos())
                .longs(row -> figures(row).moving().toNanos())
                .doubles(row -> figures(row).distanceMetres())
                .texts(row -> figures(row).distanceSource().name())
                .doubles(row -> figures(row).maxSpeedMetresPerSecond())
                .doubles(row -> figures(row).averageSpeedMetresPerSecond())
                .doublesOrNull(row -> Columns.part(figures(row).energy(), Energy::joules))
                .texts(row -> Columns.part(figures(row).energySource(), EnergySource::name))
                .doublesOrNull(row -> figures(row).fuelCubicMetres())
                .doublesOrNull(row -> figures(row).socStartPercent())
                .doublesOrNull(row -> figures(row).socEndPercent())
                .doublesOrNull(row -> Columns.part(figures(row).startPosition(), Position::latitude))
                .doublesOrNull(row -> Columns.part(figures(row).startPosition(), Position::longitude))
                .doublesOrNull(row -> Columns.part(figures(row).endPosition(), Position::latitude))
                .doublesOrNull(row -> Columns.part(figures(row).endPosition(), Position::longitude))
                .doubles(row -> figures(row).coverage())
                .bytes(row -> StopEncoding.encode(figures(row).stops()))
                .bytes(TripChange::opening);
    }

    /** The trip of a row that has all {@link #COLUMNS}. */
    static Trip trip(ResultSet row) throws SQLException {
        TripId id = new TripId(row.getObject("trip_id", UUID.class));
        VehicleId vehicle = new VehicleId(row.getObject("vehicle_id", UUID.class));
        Revision revision =
                new Revision(row.getInt("revision"), Revision.Reason.valueOf(row.getString("revision_reason")));
        Instant startedAt = Query.instant(row, "started_at");
        TripFigures figures = figures(row);
        String state = row.getString("state");
        return switch (state) {
            case "underway" -> new Trip.Underway(id, vehicle, revision, startedAt, figures);
            case "finished" ->
                new Trip.Finished(id, vehicle, revision, startedAt, Query.instant(row, "ended_at"), figures);
            case "withdrawn" ->
                new Trip.Withdrawn(
                        id,
                        vehicle,
                        revision,
                        startedAt,
                        figures,
                        new TripId(row.getObject("superseded_by", UUID.class)));
            default -> throw new IllegalArgumentException("state " + state + " is not known to this version");
        };
    }

    private static TripFigures figures(ResultSet row) throws SQLException {
        return new TripFigures(
                Query.instant(row, "last_moving_at"),
                Duration.ofNanos(row.getLong("duration_ns")),
                Duration.ofNanos(row.getLong("moving_ns")),
                row.getDouble("distance_m"),
                DistanceSource.valueOf(row.getString("distance_source")),
                row.getDouble("max_speed_mps"),
                row.getDouble("average_speed_mps"),
                Columns.part(Query.number(row, "energy_j"), Energy::new),
                Columns.part(row.getString("energy_source"), EnergySource::valueOf),
                Query.number(row, "fuel_m3"),
                Query.number(row, "soc_start_percent"),
                Query.number(row, "soc_end_percent"),
                Query.position(row, "start_latitude", "start_longitude"),
                Query.position(row, "end_latitude", "end_longitude"),
                row.getDouble("coverage"),
                StopEncoding.decode(row.getBytes("stops")));
    }

    static String stateOf(Trip trip) {
        return switch (trip) {
            case Trip.Underway u -> "underway";
            case Trip.Finished f -> "finished";
            case Trip.Withdrawn w -> "withdrawn";
        };
    }

    private static TripFigures figures(TripChange change) {
        return change.trip().figures();
    }
}
