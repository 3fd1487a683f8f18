package io.fleetport.aws.rds;

import io.fleetport.application.encoding.ArchiveEncoding;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.Outbox;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Batches in the order their positions were given out, which is nearly the order they were committed in. */
final class PostgresOutbox implements Outbox {

    private final Database database;

    PostgresOutbox(Database database) {
        this.database = database;
    }

    @Override
    public List<ArchiveBatch> pending(int limit) {
        Query.checked(limit, 1_000);
        return database.ask("looking into the outbox", connection -> new Query(
                        "select batch_id, messages from outbox order by position limit ?", limit)
                .list(
                        connection,
                        row -> new ArchiveBatch(
                                row.getObject("batch_id", UUID.class),
                                ArchiveEncoding.decode(row.getBytes("messages")))));
    }

    @Override
    public void done(UUID batch) {
        try {
            database.inTransaction(connection -> {
                try (PreparedStatement statement =
                        connection.prepareStatement("delete from outbox where batch_id = ?")) {
                    statement.setObject(1, batch);
                    return statement.executeUpdate();
                }
            });
        } catch (SQLException e) {
            throw Failures.translated("clearing the outbox", e);
        }
    }
}
