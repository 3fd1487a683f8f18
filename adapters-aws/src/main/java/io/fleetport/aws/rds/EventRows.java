package io.fleetport.aws.rds;

import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.EventType;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Events as rows and back. */
final class EventRows {

    /** What was added waits for every open bus from the same commit on; see {@link PostgresBusQueue}. */
    private static final String INSERT =
            "with put as (insert into event (event_id, organization, type, vehicle_id, station_id,"
                    + " occurred_at, recorded_at, body) select event_id, organization, type, vehicle_id, station_id, "
                    + Columns.time("occurred_us") + ", " + Columns.time("recorded_us")
                    + ", body from unnest(?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::int8[], ?::int8[], ?::bytea[])"
                    + " with ordinality as u(event_id, organization, type, vehicle_id, station_id, occurred_us, recorded_us, body,"
                    + " number) order by number on conflict (event_id) do nothing returning position, organization)"
                    + " insert into event_bus_queue (bus, position, organization)"
                    + " select b.bus, put.position, put.organization from put cross join event_bus b";

    private EventRows() {}

    /** Positions are given out in the order of the list. */
    static void addMissing(Connection connection, List<Event> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            set(new Columns<>(connection, statement, events), event -> event);
            statement.executeUpdate();
        }
    }

    /** From the id to the body. */
    static <T> Columns<T> set(Columns<T> columns, Function<T, Event> event) throws SQLException {
        return columns.uuids(row -> event.apply(row).id())
                .texts(row -> event.apply(row).subject().organization().value())
                .texts(row -> event.apply(row).type().outwardName())
                .uuids(row -> event.apply(row).subject() instanceof VehicleKey key
                        ? key.vehicle().value()
                        : null)
                .texts(row -> event.apply(row).subject() instanceof StationKey key
                        ? key.station().value()
                        : null)
                .instants(row -> event.apply(row).occurredAt())
                .instants(row -> event.apply(row).recordedAt())
                .bytes(row -> event.apply(row).body());
    }

    static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getObject("event_id", UUID.class),
                type(row),
                subject(row),
                Query.instant(row, "occurred_at"),
                Query.instant(row, "recorded_at"),
                row.getBytes("body"));
    }

    static EventType type(ResultSet row) throws SQLException {
        String name = row.getString("type");
        return EventType.find(name)
                .orElseThrow(() -> new IllegalArgumentException("type " + name + " is not known to this version"));
    }

    private static Subject subject(ResultSet row) throws SQLException {
        OrganizationId organization = new OrganizationId(row.getString("organization"));
        @Nullable UUID vehicle = row.getObject("vehicle_id", UUID.class);
        return vehicle == null
                ? new StationKey(organization, new StationId(row.getString("station_id")))
                : new VehicleKey(organization, new VehicleId(vehicle));
    }
}
