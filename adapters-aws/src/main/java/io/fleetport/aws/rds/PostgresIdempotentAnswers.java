package io.fleetport.aws.rds;

import io.fleetport.application.port.out.IdempotentAnswers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** One row a request. The primary key lets one of several claimants through. */
final class PostgresIdempotentAnswers implements IdempotentAnswers {

    private static final String CLAIM =
            "insert into idempotent_answer as kept (organization, request, fingerprint, claimed_at, ends_at)"
                    + " values (?, ?, ?, ?, ?) on conflict (organization, request) do update set"
                    + " fingerprint = excluded.fingerprint, answer = null, claimed_at = excluded.claimed_at,"
                    + " ends_at = excluded.ends_at where kept.ends_at <= excluded.claimed_at"
                    + " or (kept.answer is null and kept.claimed_at < ?)";

    private static final String FIND =
            "select fingerprint, answer from idempotent_answer where organization = ? and request = ?";

    private static final String KEEP =
            "update idempotent_answer set answer = ? where organization = ? and request = ? and fingerprint = ?";

    private static final String RELEASE = "delete from idempotent_answer"
            + " where organization = ? and request = ? and fingerprint = ? and answer is null";

    private static final String FORGET_ENDED = "delete from idempotent_answer where ends_at <= ?";

    private static final String FORGET_MOST = "delete from idempotent_answer kept using (select organization, request,"
            + " row_number() over (partition by organization order by claimed_at desc, request) as place"
            + " from idempotent_answer) as ranked where ranked.place > ? and kept.organization = ranked.organization"
            + " and kept.request = ranked.request";

    private final Database database;

    PostgresIdempotentAnswers(Database database) {
        this.database = database;
    }

    @Override
    public Claim claim(Request request, String fingerprint, Instant now, Instant abandonedBefore, Instant until) {
        return change("claiming a request", connection -> {
            if (isGranted(connection, request, fingerprint, now, abandonedBefore, until)) {
                return new Claim.Granted();
            }
            try (PreparedStatement statement = connection.prepareStatement(FIND)) {
                named(statement, 1, request);
                try (ResultSet row = statement.executeQuery()) {
                    // Released between the two statements: whoever asks again will get it.
                    return row.next() ? standing(row, fingerprint) : new Claim.Underway();
                }
            }
        });
    }

    private static boolean isGranted(
            Connection connection,
            Request request,
            String fingerprint,
            Instant now,
            Instant abandonedBefore,
            Instant until)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            named(statement, 1, request);
            statement.setString(3, fingerprint);
            statement.setObject(4, Query.floor(now));
            statement.setObject(5, Query.floor(until));
            statement.setObject(6, Query.floor(abandonedBefore));
            return statement.executeUpdate() == 1;
        }
    }

    private static Claim standing(ResultSet row, String fingerprint) throws SQLException {
        if (!row.getString(1).equals(fingerprint)) {
            return new Claim.Different();
        }
        byte[] answer = row.getBytes(2);
        return answer == null ? new Claim.Underway() : new Claim.Answered(answer);
    }

    @Override
    public void keep(Request request, String fingerprint, byte[] answer) {
        change("keeping an answer", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(KEEP)) {
                statement.setBytes(1, answer);
                named(statement, 2, request);
                statement.setString(4, fingerprint);
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public void release(Request request, String fingerprint) {
        change("releasing a request", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(RELEASE)) {
                named(statement, 1, request);
                statement.setString(3, fingerprint);
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public int forget(Instant now, int most) {
        return change("forgetting answers", connection -> {
            int forgotten;
            try (PreparedStatement statement = connection.prepareStatement(FORGET_ENDED)) {
                statement.setObject(1, Query.floor(now));
                forgotten = statement.executeUpdate();
            }
            try (PreparedStatement statement = connection.prepareStatement(FORGET_MOST)) {
                statement.setInt(1, most);
                return forgotten + statement.executeUpdate();
            }
        });
    }

    private static void named(PreparedStatement statement, int first, Request request) throws SQLException {
        statement.setString(first, request.organization().value());
        statement.setString(first + 1, request.digest());
    }

    private <T> T change(String doing, Database.Work<T> work) {
        try {
            return database.inTransaction(work);
        } catch (SQLException e) {
            throw Failures.translated(doing, e);
        }
    }
}
