package io.fleetport.aws.rds;

import io.fleetport.application.encoding.ByteSink;
import io.fleetport.application.encoding.Micros;
import io.fleetport.application.encoding.SignalEncoding;
import io.fleetport.application.port.out.TelemetryLedger.NewReading;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.Reading;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Readings by COPY in binary form (PostgreSQL manual, COPY, "Binary Format"): the fastest way in there is. */
final class ReadingRows {

    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int FIELDS = 6;
    private static final int TRAILER = -1;

    /** Seconds from 1970 to 2000, where PostgreSQL counts from, in microseconds. */
    private static final long POSTGRES_EPOCH_MICROS = 946_684_800_000_000L;

    /** Enough for the driver to send in few pieces, small enough to stay in the processor's cache. */
    private static final int PIECE = 128 * 1024;

    /** The order of the primary key: neighbours go to neighbouring pages of the index. */
    private static final Comparator<NewReading> BY_KEY = Comparator.comparing(
                    (NewReading added) -> added.key().vehicle())
            .thenComparing(NewReading::reading, Reading.EVENT_ORDER);

    private ReadingRows() {}

    /** Adds the readings; fails with a unique violation when one is stored already. */
    static void add(Connection connection, List<NewReading> readings) throws SQLException {
        if (!readings.isEmpty()) {
            copy(connection, "reading", readings);
        }
    }

    /** Adds those readings that are not stored yet. */
    static void addMissing(Connection connection, List<NewReading> readings) throws SQLException {
        if (readings.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temporary table reading_in (like reading) on commit drop");
            copy(connection, "reading_in", readings);
            statement.execute("insert into reading select * from reading_in on conflict do nothing");
        }
    }

    private static void copy(Connection connection, String table, List<NewReading> readings) throws SQLException {
        List<NewReading> sorted = new ArrayList<>(readings);
        sorted.sort(BY_KEY);
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table
                        + " (organization, vehicle_id, observed_at, fingerprint, received_at, signals)"
                        + " from stdin (format binary)");
        try {
            ByteSink rows = new ByteSink(PIECE + PIECE / 4);
            rows.putBytes(HEADER);
            @Nullable OrganizationId organization = null;
            byte[] name = {};
            for (NewReading added : sorted) {
                if (!added.key().organization().equals(organization)) {
                    organization = added.key().organization();
                    name = organization.value().getBytes(StandardCharsets.UTF_8);
                }
                put(added, name, rows);
                if (rows.size() >= PIECE) {
                    copy.writeToCopy(rows.array(), 0, rows.size());
                    rows.clear();
                }
            }
            rows.putShort(TRAILER);
            copy.writeToCopy(rows.array(), 0, rows.size());
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void put(NewReading added, byte[] organization, ByteSink rows) {
        Reading reading = added.reading();
        rows.putShort(FIELDS);
        rows.putInt(organization.length);
        rows.putBytes(organization);
        rows.putInt(16);
        rows.putUuid(reading.vehicle().value());
        rows.putInt(8);
        rows.putLong(Micros.of(reading.observedAt()) - POSTGRES_EPOCH_MICROS);
        rows.putInt(8);
        rows.putLong(reading.fingerprint());
        rows.putInt(8);
        rows.putLong(Micros.floorOf(added.receivedAt()) - POSTGRES_EPOCH_MICROS);
        int length = rows.size();
        rows.putInt(0);
        SignalEncoding.encode(reading.signals(), rows);
        rows.setInt(length, rows.size() - length - 4);
    }

    /** The reading of a row of this vehicle. */
    static NewReading added(VehicleKey key, ResultSet row) throws SQLException {
        return new NewReading(
                key,
                new Reading(
                        key.vehicle(),
                        Query.instant(row, "observed_at"),
                        row.getLong("fingerprint"),
                        SignalEncoding.decode(row.getBytes("signals"))),
                Query.instant(row, "received_at"));
    }
}
