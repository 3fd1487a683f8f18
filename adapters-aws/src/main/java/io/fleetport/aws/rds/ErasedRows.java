package io.fleetport.aws.rds;

import io.fleetport.application.encoding.ArchiveEncoding;
import io.fleetport.application.encoding.StateEncoding;
import io.fleetport.application.encoding.VehicleInBytes;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.ErasableStores;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.domain.vehicle.Observation;
import io.fleetport.domain.vehicle.VehicleState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is erased of a vehicle's own rows. */
final class ErasedRows {

    /** Readings deleted in one transaction: some tenths of a second. */
    private static final int READINGS_AT_ONCE = 10_000;

    private static final String SOME_READINGS =
            "delete from reading where (vehicle_id, observed_at, fingerprint) in (select vehicle_id, observed_at,"
                    + " fingerprint from reading where organization = ? and vehicle_id = ?%s limit " + READINGS_AT_ONCE
                    + ")";

    private record Standing(byte[] state, byte[] track) {}

    private record Waiting(long position, boolean handedOut, byte[] messages) {}

    private ErasedRows() {}

    /** @param condition on organization and vehicle, in this order */
    static long delete(Connection connection, String table, String condition, ErasureScope scope) throws SQLException {
        return Changes.run(
                connection,
                "delete from " + table + " where " + condition,
                scope.key().organization().value(),
                scope.key().vehicle().value());
    }

    /** The row stays, as a change must be seen by those who look for changes; it says nothing any more. */
    static int forgetRule(Connection connection, ErasureScope scope) throws SQLException {
        return Changes.run(
                connection,
                "update position_privacy set positions = 'on', schedule = '{}', version = version + 1"
                        + " where organization = ? and vehicle_id = ? and positions = 'off'",
                scope.key().organization().value(),
                scope.key().vehicle().value());
    }

    /**
     * Leaves the vehicle with what it said at other times. Its trip detector starts over: nobody can tell what of its
     * snapshot is from then. @return 1 when there was something
     */
    static long cutOut(Connection connection, ErasureScope scope) throws SQLException {
        List<Standing> found = new Query(
                        "select state, track from vehicle where organization = ?",
                        scope.key().organization().value())
                .and("vehicle_id = ?", scope.key().vehicle().value())
                .then("for update")
                .list(connection, row -> new Standing(row.getBytes("state"), row.getBytes("track")));
        if (found.isEmpty()) {
            return 0;
        }
        List<Observation> all = StateEncoding.decode(found.getFirst().state()).observations();
        List<Observation> kept =
                all.stream().filter(seen -> !scope.covers(seen.observedAt())).toList();
        if (kept.size() == all.size() && found.getFirst().track().length == 0) {
            return 0;
        }
        @Nullable
        Instant newest = kept.stream()
                .map(Observation::observedAt)
                .max(Instant::compareTo)
                .orElse(null);
        return Changes.run(
                connection,
                "update vehicle set state = ?, track = '', version = version + 1 where organization = ?"
                        + " and vehicle_id = ?",
                StateEncoding.encode(VehicleState.of(kept, newest)),
                scope.key().organization().value(),
                scope.key().vehicle().value());
    }

    static ErasableStores.Outgoing takeOutOfOutbox(Connection connection, ErasureScope.Messages messages)
            throws SQLException {
        // Nothing is given out to the archive meanwhile.
        Changes.lock(connection, PostgresOutbox.ONE_AT_A_TIME);
        List<Waiting> waiting = new Query(
                        "select position, handed_out_as is not null as handed_out, messages from outbox"
                                + " where ? = any(organizations) and position(?::bytea in messages) > 0 for update",
                        messages.scope().key().organization().value(),
                        VehicleInBytes.of(messages.scope().key().vehicle()))
                .list(
                        connection,
                        row -> new Waiting(
                                row.getLong("position"), row.getBoolean("handed_out"), row.getBytes("messages")));
        long removed = 0;
        boolean onTheirWay = false;
        for (Waiting row : waiting) {
            List<ArchivedMessage> all = ArchiveEncoding.decode(row.messages());
            List<ArchivedMessage> kept = new ArrayList<>(all);
            kept.removeIf(messages::hold);
            if (kept.size() == all.size()) {
                continue;
            }
            if (row.handedOut()) {
                onTheirWay = true;
                continue;
            }
            removed += all.size() - kept.size();
            if (kept.isEmpty()) {
                Changes.run(connection, "delete from outbox where position = ?", row.position());
            } else {
                Changes.run(
                        connection,
                        "update outbox set messages = ? where position = ?",
                        ArchiveEncoding.encode(kept),
                        row.position());
            }
        }
        return new ErasableStores.Outgoing(removed, onTheirWay);
    }

    static long deadLetters(Connection connection, ErasureScope.Messages messages) throws SQLException {
        ErasureScope scope = messages.scope();
        if (scope.from() == null || scope.until() == null) {
            return delete(connection, "dead_letter", "organization = ? and vehicle_id = ?", scope);
        }
        Object[] times = messages.receivedAt().stream().map(Query::floor).toArray();
        return Changes.run(
                connection,
                "delete from dead_letter where organization = ? and vehicle_id = ?"
                        + " and (received_at >= ? and received_at < ? or received_at = any(?::timestamptz[]))",
                scope.key().organization().value(),
                scope.key().vehicle().value(),
                Query.bound(scope.from()),
                Query.bound(scope.until()),
                connection.createArrayOf("timestamptz", times));
    }

    /** Rows of the vehicle that have any of their time in the scope. */
    static long overlapping(Connection connection, String table, String begin, String end, ErasureScope scope)
            throws SQLException {
        if (scope.from() == null || scope.until() == null) {
            return delete(connection, table, "organization = ? and vehicle_id = ?", scope);
        }
        return Changes.run(
                connection,
                "delete from " + table + " where organization = ? and vehicle_id = ? and " + begin + " < ? and " + end
                        + " >= ?",
                scope.key().organization().value(),
                scope.key().vehicle().value(),
                Query.bound(scope.until()),
                Query.bound(scope.from()));
    }

    static long someReadings(Connection connection, ErasureScope scope) throws SQLException {
        List<Object> values = new ArrayList<>(Arrays.asList(
                scope.key().organization().value(), scope.key().vehicle().value()));
        String interval = "";
        if (scope.from() != null && scope.until() != null) {
            interval = " and observed_at >= ? and observed_at < ?";
            values.add(Query.bound(scope.from()));
            values.add(Query.bound(scope.until()));
        }
        return Changes.run(connection, SOME_READINGS.formatted(interval), values.toArray());
    }
}
