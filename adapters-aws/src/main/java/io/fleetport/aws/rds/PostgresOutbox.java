package io.fleetport.aws.rds;

import io.fleetport.application.encoding.ArchiveEncoding;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.Outbox;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Batches in the order their positions were given out, which is nearly the order they were committed in. */
final class PostgresOutbox implements Outbox {

    private static final String HANDED_OUT =
            "select handed_out_as, messages from outbox where handed_out_as is not null order by position";

    /** Any number that nobody else in this database locks: "fleetout" in ASCII. */
    private static final long LOCK = 0x666c6565746f7574L;

    /** Two callers at once would make two batches of one: the second waits and then finds the first one's. */
    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(" + LOCK + ")";

    private static final String HAND_OUT = "with oldest as (select position, batch_id, octet_length(messages) as bytes"
            + " from outbox where not exists (select from outbox where handed_out_as is not null)"
            + " order by position limit 1000),"
            + " upto as (select position, first_value(batch_id) over (order by position) as first,"
            + " sum(bytes) over (order by position) as bytes, row_number() over (order by position) as number from oldest)"
            + " update outbox set handed_out_as = upto.first from upto"
            + " where outbox.position = upto.position and (upto.number = 1 or upto.bytes <= ?)";

    private final Database database;

    PostgresOutbox(Database database) {
        this.database = database;
    }

    /** Commits of one batch. */
    private record Part(UUID batch, List<ArchivedMessage> messages) {}

    @Override
    public Optional<ArchiveBatch> next(int mostBytes) {
        if (mostBytes < 1) {
            throw new IllegalArgumentException("mostBytes must be at least 1 but is " + mostBytes);
        }
        Optional<ArchiveBatch> unfinished = handedOut();
        if (unfinished.isPresent()) {
            return unfinished;
        }
        change("looking into the outbox", connection -> {
            try (Statement lock = connection.createStatement()) {
                lock.execute(ONE_AT_A_TIME);
            }
            return update(connection, HAND_OUT, mostBytes);
        });
        return handedOut();
    }

    private Optional<ArchiveBatch> handedOut() {
        // A commit's messages are those of all organizations in it.
        List<Part> parts = database.askAcross("looking into the outbox", connection -> new Query(HANDED_OUT)
                .list(
                        connection,
                        row -> new Part(
                                row.getObject("handed_out_as", UUID.class),
                                ArchiveEncoding.decode(row.getBytes("messages")))));
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        List<ArchivedMessage> messages = new ArrayList<>();
        parts.forEach(part -> messages.addAll(part.messages()));
        return Optional.of(new ArchiveBatch(parts.getFirst().batch(), messages));
    }

    @Override
    public void done(UUID batch) {
        change(
                "clearing the outbox",
                connection -> update(connection, "delete from outbox where handed_out_as = ?", batch));
    }

    private static int update(Connection connection, String sql, Object parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, parameter);
            return statement.executeUpdate();
        }
    }

    private void change(String doing, Database.Work<Integer> work) {
        try {
            database.inTransaction(work);
        } catch (SQLException e) {
            throw Failures.translated(doing, e);
        }
    }
}
