package io.fleetport.aws.rds;

import io.fleetport.application.port.out.ErasableStores;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.application.port.out.PortUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Erases table by table, each in a short transaction of its own: commits of other vehicles never wait for long. */
final class PostgresErasableStores implements ErasableStores {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final int LOOKS = 200;

    private static final String OWN = "organization = ? and vehicle_id = ?";

    private final Database database;

    PostgresErasableStores(Database database) {
        this.database = database;
    }

    @Override
    public Map<String, Long> begin(ErasureScope scope) {
        awaitOthers();
        Map<String, Long> removed = new HashMap<>();
        if (scope.from() == null) {
            Changes.in(database, "destroying a vehicle's key", connection -> {
                removed.put("vin", ErasedRows.delete(connection, "vin", OWN, scope));
                removed.put("vehicle", ErasedRows.delete(connection, "vehicle", OWN, scope));
                return ErasedRows.forgetRule(connection, scope);
            });
        } else {
            removed.put(
                    "vehicle",
                    Changes.in(
                            database,
                            "taking an interval out of a standing",
                            connection -> ErasedRows.cutOut(connection, scope)));
        }
        return removed;
    }

    /**
     * A commit that began before the order was kept did not see it. It is over when no transaction is older than one begun
     * now.
     */
    private void awaitOthers() {
        String now = Changes.in(database, "looking for commits underway", connection -> new Query(
                        "select pg_current_xact_id()::text where true")
                .list(connection, row -> row.getString(1))
                .getFirst());
        for (int i = 0; i < LOOKS; i++) {
            boolean over = Changes.in(database, "looking for commits underway", connection -> new Query(
                            "select pg_snapshot_xmin(pg_current_snapshot()) > ?::text::xid8", now)
                    .list(connection, row -> row.getBoolean(1))
                    .getFirst());
            if (over) {
                return;
            }
            try {
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new PortUnavailable(
                "transactions from before the erasure are still open", new IllegalStateException("waited in vain"));
    }

    @Override
    public ErasureScope.Messages messages(ErasureScope scope) {
        Set<Instant> times = new HashSet<>();
        Instant from = scope.from();
        Instant until = scope.until();
        if (from != null && until != null) {
            database.ask(
                    "looking for the messages of an interval",
                    scope.key().organization(),
                    asked -> times.addAll(new Query(
                                    "select distinct received_at from reading where " + OWN
                                            + " and observed_at >= ? and observed_at < ?",
                                    scope.key().organization().value(),
                                    scope.key().vehicle().value(),
                                    Query.bound(from),
                                    Query.bound(until))
                            .list(asked, row -> Query.instant(row, "received_at"))));
        }
        return new ErasureScope.Messages(scope, times);
    }

    @Override
    public Outgoing outbox(ErasureScope.Messages messages) {
        return Changes.in(
                database,
                "taking messages out of the outbox",
                connection -> ErasedRows.takeOutOfOutbox(connection, messages));
    }

    @Override
    public Map<String, Long> finish(ErasureScope scope) {
        ErasureScope.Messages messages = messages(scope);
        Map<String, Long> removed = new HashMap<>();
        removed.put("charging_session", changed("sessions", c -> ErasedAtStations.sessions(c, scope)));
        removed.put("swap", changed("swaps", c -> ErasedAtStations.swaps(c, scope)));
        removed.put("pack_move", changed("moves of packs", c -> ErasedAtStations.moves(c, scope)));
        removed.put("station", changed("stations", c -> ErasedAtStations.memories(c, scope)));
        removed.put("dead_letter", changed("dead letters", c -> ErasedRows.deadLetters(c, messages)));
        removed.put("gap", changed("gaps", c -> ErasedRows.overlapping(c, "gap", "from_at", "until_at", scope)));
        removed.put(
                "trip",
                changed(
                        "trips",
                        c -> ErasedRows.overlapping(
                                c, "trip", "started_at", "coalesce(ended_at, last_moving_at)", scope)));
        removed.put("event", changed("events", c -> ErasedEvents.delete(c, scope)));
        if (scope.from() == null) {
            removed.put("vehicle_claim", changed("claims", c -> ErasedRows.delete(c, "vehicle_claim", OWN, scope)));
            removed.put(
                    "fleet_vehicle",
                    changed("places in fleets", c -> ErasedRows.delete(c, "fleet_vehicle", OWN, scope)));
        }
        long readings = 0;
        long some;
        do {
            some = changed("readings", c -> ErasedRows.someReadings(c, scope));
            readings += some;
        } while (some > 0);
        removed.put("reading", readings);
        return removed;
    }

    private long changed(String what, Database.Work<Long> work) {
        return Changes.in(database, "erasing " + what, work);
    }
}
