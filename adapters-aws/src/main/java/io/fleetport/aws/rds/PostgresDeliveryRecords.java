package io.fleetport.aws.rds;

import io.fleetport.application.port.out.DeliveryRecords;
import io.fleetport.application.port.out.RefusedEvent;
import io.fleetport.domain.fleet.OrganizationId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pages by key. What is added goes by the events' ids: positions are this database's own. */
final class PostgresDeliveryRecords implements DeliveryRecords {

    private static final String EVENTS =
            "select event_id, organization, type, vehicle_id, station_id, occurred_at, recorded_at, body, spread"
                    + " from event where organization = ?";

    /** Null when the event is gone: a comparison with it finds nothing. */
    private static final String POSITION = "(select position from event where event_id = ?)";

    private static final String ADD_EVENTS = "insert into event (event_id, organization, type, vehicle_id, station_id,"
            + " occurred_at, recorded_at, body, spread) select event_id, organization, type, vehicle_id, station_id, "
            + Columns.time("occurred_us") + ", " + Columns.time("recorded_us") + ", body, spread = 1"
            + " from unnest(?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::int8[], ?::int8[], ?::bytea[],"
            + " ?::int8[]) with ordinality as u(event_id, organization, type, vehicle_id, station_id, occurred_us,"
            + " recorded_us, body, spread, number) order by number on conflict (event_id) do nothing";

    private static final String ADD_REFUSED = "insert into event_refused (bus, event_id, organization, type,"
            + " refused_at, code) select bus, event_id, organization, type, " + Columns.time("refused_us") + ", code"
            + " from unnest(?::text[], ?::uuid[], ?::text[], ?::text[], ?::int8[], ?::text[])"
            + " as u(bus, event_id, organization, type, refused_us, code) on conflict do nothing";

    private static final String ADD_WAITING = "insert into webhook_queue (webhook_id, lane, position, event_id,"
            + " organization) select u.webhook_id, u.lane, e.position, e.event_id, e.organization"
            + " from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[]) as u(webhook_id, lane, event_id, organization)"
            + " join event e on e.event_id = u.event_id and e.organization = u.organization on conflict do nothing";

    private static final String ADD_LANES = "insert into webhook_lane (webhook_id, lane, organization, due_at,"
            + " attempts, failed_first_at) select webhook_id, lane, organization, " + Columns.time("due_us")
            + ", attempts, "
            + Columns.time("failed_us")
            + " from unnest(?::uuid[], ?::text[], ?::text[], ?::int8[], ?::int8[], ?::int8[])"
            + " as u(webhook_id, lane, organization, due_us, attempts, failed_us) on conflict do nothing";

    private final Database database;

    PostgresDeliveryRecords(Database database) {
        this.database = database;
    }

    @Override
    public List<Recorded> events(OrganizationId organization, @Nullable Recorded after, int limit) {
        Query query = new Query(EVENTS, organization.value());
        if (after != null) {
            query.and(
                    "(recorded_at, position) > (?, " + POSITION + ")",
                    Query.bound(after.event().recordedAt()),
                    after.event().id());
        }
        return database.ask("listing events", organization, scope -> PostgresTenantRecords.limited(
                        query, "order by recorded_at, position", limit)
                .list(scope, row -> new Recorded(EventRows.event(row), row.getBoolean("spread"))));
    }

    @Override
    public List<RefusedEvent> refused(OrganizationId organization, @Nullable RefusedEvent after, int limit) {
        Query query = new Query(
                "select event_id, bus, organization, type, refused_at, code from event_refused where organization = ?",
                organization.value());
        if (after != null) {
            query.and("(event_id, bus) > (?, ?)", after.event(), after.bus());
        }
        return database.ask("listing events refused", organization, scope -> PostgresTenantRecords.limited(
                        query, "order by event_id, bus", limit)
                .list(scope, PostgresBusQueue::refused));
    }

    @Override
    public List<Waiting> waiting(OrganizationId organization, UUID webhook, @Nullable Waiting after, int limit) {
        Query query = new Query(
                "select q.lane, q.event_id, e.recorded_at from webhook_queue q join event e on e.event_id = q.event_id"
                        + " where q.organization = ?",
                organization.value());
        query.and("q.webhook_id = ?", webhook);
        if (after != null) {
            query.and("(q.lane, q.position) > (?, " + POSITION + ")", after.lane(), after.event());
        }
        return database.ask("listing what waits for a webhook", organization, scope -> PostgresTenantRecords.limited(
                        query, "order by q.lane, q.position", limit)
                .list(
                        scope,
                        row -> new Waiting(
                                webhook,
                                row.getString("lane"),
                                row.getObject("event_id", UUID.class),
                                Query.instant(row, "recorded_at"))));
    }

    @Override
    public List<Lane> lanes(OrganizationId organization, UUID webhook, @Nullable Lane after, int limit) {
        Query query = new Query(
                        "select lane, due_at, attempts, failed_first_at from webhook_lane where organization = ?",
                        organization.value())
                .and("webhook_id = ?", webhook)
                .andIfPresent("lane > ?", after == null ? null : after.name());
        return database.ask("listing lanes of a webhook", organization, scope -> PostgresTenantRecords.limited(
                        query, "order by lane", limit)
                .list(
                        scope,
                        row -> new Lane(
                                webhook,
                                row.getString("lane"),
                                Query.instant(row, "due_at"),
                                row.getInt("attempts"),
                                TenancyRows.timeOrNull(row, "failed_first_at"))));
    }

    @Override
    public void addEvents(List<Placed> events) {
        change("adding events of a copy", ADD_EVENTS, events, columns -> EventRows.set(
                        columns, placed -> placed.recorded().event())
                .longs(placed -> placed.recorded().spread() ? 1 : 0));
    }

    @Override
    public void addRefused(List<RefusedEvent> refused) {
        change("adding events refused", ADD_REFUSED, refused, columns -> columns.texts(RefusedEvent::bus)
                .uuids(RefusedEvent::event)
                .texts(one -> one.organization().value())
                .texts(one -> one.type().outwardName())
                .instants(RefusedEvent::refusedAt)
                .texts(RefusedEvent::code));
    }

    @Override
    public void addWaiting(OrganizationId organization, List<Waiting> waiting) {
        change("adding what waits for webhooks", ADD_WAITING, waiting, columns -> columns.uuids(Waiting::webhook)
                .texts(Waiting::lane)
                .uuids(Waiting::event)
                .texts(one -> organization.value()));
    }

    @Override
    public void addLanes(OrganizationId organization, List<Lane> lanes) {
        change("adding lanes of webhooks", ADD_LANES, lanes, columns -> columns.uuids(Lane::webhook)
                .texts(Lane::name)
                .texts(lane -> organization.value())
                .instants(Lane::due)
                .longs(Lane::attempts)
                .instantsOrNull(Lane::failedFirstAt));
    }

    /** Sets all parameters of a statement. */
    @FunctionalInterface
    private interface Setting<T> {
        Columns<T> set(Columns<T> columns) throws SQLException;
    }

    private <T> void change(String doing, String sql, List<T> rows, Setting<T> setting) {
        Changes.in(database, doing, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                setting.set(new Columns<>(connection, statement, rows));
                return statement.executeUpdate();
            }
        });
    }
}
