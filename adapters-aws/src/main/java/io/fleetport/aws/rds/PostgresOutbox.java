package io.fleetport.aws.rds;

import io.fleetport.application.encoding.ArchiveEncoding;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.Outbox;
import io.fleetport.application.port.out.Throttle;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.postgresql.PGStatement;

/** Batches in the order their positions were given out, which is nearly the order they were committed in. */
final class PostgresOutbox implements Outbox {

    private static final int MOST_COMMITS = 20_000;

    /** Of some hundred messages each where there is much to do: some milliseconds' work for the database. */
    private static final int PIECE_COMMITS = 32;

    private static final String HANDED_OUT =
            "select handed_out_as from outbox where handed_out_as is not null order by position limit 1";

    private static final String PIECE = "select position, messages from outbox where handed_out_as = ? and position > ?"
            + " order by position limit " + PIECE_COMMITS;

    /** Any number that nobody else in this database locks: "fleetout" in ASCII. */
    private static final long LOCK = 0x666c6565746f7574L;

    /** Two callers at once would make two batches of one: the second waits and then finds the first one's. */
    static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(" + LOCK + ")";

    private static final String HAND_OUT = "with oldest as (select position, batch_id, octet_length(messages) as bytes"
            + " from outbox where not exists (select from outbox where handed_out_as is not null)"
            + " order by position limit " + MOST_COMMITS + "),"
            + " upto as (select position, first_value(batch_id) over (order by position) as first,"
            + " sum(bytes) over (order by position) as bytes, row_number() over (order by position) as number from oldest)"
            + " update outbox set handed_out_as = upto.first from upto"
            + " where outbox.position = upto.position and (upto.number = 1 or upto.bytes <= ?)";

    private final Database database;

    PostgresOutbox(Database database) {
        this.database = database;
    }

    private record Commit(long position, List<ArchivedMessage> messages) {}

    @Override
    public Optional<ArchiveBatch> next(int mostBytes, Throttle throttle) {
        if (mostBytes < 1) {
            throw new IllegalArgumentException("mostBytes must be at least 1 but is " + mostBytes);
        }
        Optional<UUID> unfinished = handedOut();
        if (unfinished.isPresent()) {
            return unfinished.map(batch -> read(batch, throttle));
        }
        change("looking into the outbox", connection -> {
            try (Statement lock = connection.createStatement()) {
                lock.execute(ONE_AT_A_TIME);
            }
            return update(connection, HAND_OUT, mostBytes);
        });
        return handedOut().map(batch -> read(batch, throttle));
    }

    private Optional<UUID> handedOut() {
        return database
                .askAcross("looking into the outbox", connection -> new Query(HANDED_OUT)
                        .list(connection, row -> row.getObject("handed_out_as", UUID.class)))
                .stream()
                .findFirst();
    }

    /** In one question for each piece: a longer one would keep the database from clearing away what is old everywhere. */
    private ArchiveBatch read(UUID batch, Throttle throttle) {
        List<ArchivedMessage> messages = new ArrayList<>();
        List<Commit> piece = piece(batch, Long.MIN_VALUE);
        while (!piece.isEmpty()) {
            piece.forEach(commit -> messages.addAll(commit.messages()));
            throttle.worked();
            piece = piece.size() < PIECE_COMMITS
                    ? List.of()
                    : piece(batch, piece.getLast().position());
        }
        return new ArchiveBatch(batch, messages);
    }

    private List<Commit> piece(UUID batch, long after) {
        // A commit's messages are those of all organizations in it.
        return database.askAcross("looking into the outbox", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(PIECE)) {
                // Asked by some connection now and then, it would come as text, twice as long, for its first times on
                // each.
                statement.unwrap(PGStatement.class).setPrepareThreshold(-1);
                statement.setObject(1, batch);
                statement.setLong(2, after);
                List<Commit> commits = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        commits.add(new Commit(
                                rows.getLong("position"), ArchiveEncoding.decode(rows.getBytes("messages"))));
                    }
                }
                return commits;
            }
        });
    }

    @Override
    public int mostCommits() {
        return MOST_COMMITS;
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
