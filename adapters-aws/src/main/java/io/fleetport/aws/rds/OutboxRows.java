package io.fleetport.aws.rds;

import io.fleetport.application.encoding.ArchiveEncoding;
import io.fleetport.application.port.out.ArchiveBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Batches for the archive as rows. */
final class OutboxRows {

    private static final String INSERT =
            "insert into outbox (batch_id, organizations, messages) values (?, ?, ?) on conflict (batch_id) do nothing";

    private OutboxRows() {}

    static void addMissing(Connection connection, ArchiveBatch batch) throws SQLException {
        String[] organizations = batch.messages().stream()
                .map(message -> message.subject().organization().value())
                .distinct()
                .toArray(String[]::new);
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, batch.id());
            statement.setArray(2, connection.createArrayOf("text", organizations));
            statement.setBytes(3, ArchiveEncoding.encode(batch.messages()));
            statement.executeUpdate();
        }
    }
}
