package io.fleetport.aws.rds;

import io.fleetport.application.port.out.BusQueue;
import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.RefusedEvent;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A row per event and bus, put there by {@link EventRows} in the commit of the event. Within a vehicle or station positions
 * follow its commits, which come one after the other, so the order of positions is its order; between them an event with a
 * lower position may turn up later, which is why rows are taken out one by one and no position is remembered.
 */
final class PostgresBusQueue implements BusQueue {

    private static final int MOST = 1_000;

    private static final String HOLD = "update event_bus set holder = ?, held_until = ? where bus = ?"
            + " and (holder is null or holder = ? or held_until <= ?)";

    private static final String WAITING = "select e.* from event_bus_queue q join event e on e.position = q.position"
            + " where q.bus = ? and not exists (select from unnest(?::text[], ?::text[]) as w(organization, lane)"
            + " where w.organization = e.organization and w.lane = e.lane) order by q.position limit ?";

    private static final String REFUSE =
            "insert into event_refused (bus, event_id, organization, type, refused_at, code)"
                    + " select q.bus, e.event_id, e.organization, e.type, ?, ? from event_bus_queue q"
                    + " join event e on e.position = q.position where q.bus = ? and e.event_id = ? on conflict do nothing";

    private static final String REMOVE = "delete from event_bus_queue q using event e where e.position = q.position"
            + " and q.bus = ? and e.event_id = any (?::uuid[])";

    private static final String OLDEST =
            "select e.recorded_at from event_bus_queue q" + " join event e on e.position = q.position where q.bus = ?";

    private final Database database;

    PostgresBusQueue(Database database) {
        this.database = database;
    }

    @Override
    public void open(String bus) {
        Changes.in(
                database,
                "opening a bus",
                connection ->
                        Changes.run(connection, "insert into event_bus (bus) values (?) on conflict do nothing", bus));
    }

    @Override
    public boolean hold(String bus, UUID holder, Instant now, Instant until) {
        return Changes.in(
                        database,
                        "holding a bus",
                        connection -> Changes.run(
                                connection, HOLD, holder, Query.bound(until), bus, holder, Query.floor(now)))
                == 1;
    }

    @Override
    public void release(String bus, UUID holder) {
        Changes.in(
                database,
                "releasing a bus",
                connection -> Changes.run(
                        connection,
                        "update event_bus set holder = null, held_until = null where bus = ? and holder = ?",
                        bus,
                        holder));
    }

    @Override
    public List<Event> waiting(String bus, Set<Subject> without, int most) {
        int limit = Query.checked(most, MOST);
        List<Subject> passedOver = List.copyOf(without);
        String[] organizations = passedOver.stream()
                .map(subject -> subject.organization().value())
                .toArray(String[]::new);
        String[] lanes = passedOver.stream().map(PostgresBusQueue::lane).toArray(String[]::new);
        return database.askAcross("looking for events to publish", connection -> new Query(
                        WAITING,
                        bus,
                        connection.createArrayOf("text", organizations),
                        connection.createArrayOf("text", lanes),
                        limit)
                .list(connection, EventRows::event));
    }

    /** As the column {@code event.lane} has it. */
    private static String lane(Subject subject) {
        return switch (subject) {
            case VehicleKey vehicle -> "vehicle/" + vehicle.vehicle().value();
            case StationKey station -> "station/" + station.station().value();
        };
    }

    @Override
    public void settle(String bus, List<Event> taken, List<RefusedEvent> refused) {
        if (taken.isEmpty() && refused.isEmpty()) {
            return;
        }
        Changes.in(database, "settling events", connection -> {
            for (RefusedEvent one : refused) {
                Changes.run(connection, REFUSE, Query.floor(one.refusedAt()), one.code(), bus, one.event());
            }
            return remove(connection, bus, taken, refused);
        });
    }

    private static int remove(Connection connection, String bus, List<Event> taken, List<RefusedEvent> refused)
            throws SQLException {
        UUID[] ids = new UUID[taken.size() + refused.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i < taken.size()
                    ? taken.get(i).id()
                    : refused.get(i - taken.size()).event();
        }
        try (PreparedStatement statement = connection.prepareStatement(REMOVE)) {
            statement.setString(1, bus);
            statement.setArray(2, connection.createArrayOf("uuid", ids));
            return statement.executeUpdate();
        }
    }

    @Override
    public Optional<Instant> oldestWaiting(String bus) {
        return database
                .askAcross("looking how far a bus lags", connection -> new Query(OLDEST, bus)
                        .then("order by q.position limit 1")
                        .list(connection, row -> Query.instant(row, "recorded_at")))
                .stream()
                .findFirst();
    }

    @Override
    public List<RefusedEvent> refused(OrganizationId organization, int limit) {
        int most = Query.checked(limit, MOST);
        return database.ask("listing refused events", organization, scope -> new Query(
                        "select * from event_refused where organization = ?", organization.value())
                .then("order by refused_at desc, event_id desc limit ?", most)
                .list(scope, PostgresBusQueue::refused));
    }

    static RefusedEvent refused(ResultSet row) throws SQLException {
        return new RefusedEvent(
                row.getObject("event_id", UUID.class),
                row.getString("bus"),
                new OrganizationId(row.getString("organization")),
                EventRows.type(row),
                Query.instant(row, "refused_at"),
                row.getString("code"));
    }
}
