package io.fleetport.aws.rds;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.domain.fleet.OrganizationId;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Two pools of connections, one to commit and one to ask, so that many questions never hold up a commit.
 *
 * <p>A connection to ask works as the role {@link #TENANT}, which row-level security shows the rows of one organization only,
 * and none as long as no organization is named. Forgetting to say for whom one asks therefore finds nothing.
 */
final class Database implements AutoCloseable {

    /** Longest silence of the server inside a commit before the connection counts as lost. */
    private static final Duration LONGEST_COMMIT = Duration.ofSeconds(60);

    /** Well below the idle timeouts of common firewalls and proxies (350 s for an AWS load balancer). */
    private static final Duration KEEP_ALIVE = Duration.ofMinutes(2);

    /** With a pause of 1, 2, 4, 8 and 16 s between them: half a minute for a database that starts beside us. */
    private static final int START_TRIES = 5;

    /** What tenants' questions are asked as. Made by the migration, or by an administrator before it. */
    static final String TENANT = "fleetport_tenant";

    /** Of the error that the migration raises when it needs an administrator; its text is for people. */
    private static final String NEEDS_ADMINISTRATOR = "ZF001";

    private static final String ENTER =
            "select set_config('role', '" + TENANT + "', true), set_config('fleetport.organization', ?, true)";

    private final HikariDataSource writers;
    private final HikariDataSource readers;

    /** What is done with a connection. */
    @FunctionalInterface
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** What is asked on behalf of one organization. */
    @FunctionalInterface
    interface Question<T> {
        T in(Scope scope) throws SQLException;
    }

    /** Brings the tables up to date first: the pools work as a role that this makes. */
    Database(PostgresSettings settings, MeterRegistry meters) {
        migrate(settings);
        writers = new HikariDataSource(pool("fleetport-writers", settings, settings.writers(), LONGEST_COMMIT, meters));
        HikariConfig asking = pool(
                "fleetport-readers",
                settings,
                settings.readers(),
                settings.longestQuery().plusSeconds(5),
                meters);
        asking.setConnectionInitSql("set session characteristics as transaction read only; set statement_timeout = "
                + settings.longestQuery().toMillis() + "; set role " + TENANT);
        asking.setAutoCommit(true); // or what the connection begins with would be rolled back
        readers = new HikariDataSource(asking);
    }

    /** On connections of its own: it needs more than one at a time, and a pool of one writer is allowed. */
    private static void migrate(PostgresSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "fleetport-migration");
        properties.setProperty("connectTimeout", seconds(settings.patience()));
        try {
            Flyway.configure()
                    .dataSource(new LoginSource(settings.url(), settings.logins(), properties))
                    .locations("classpath:io/fleetport/aws/rds")
                    .connectRetries(START_TRIES)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException failure) {
                    throw NEEDS_ADMINISTRATOR.equals(failure.getSQLState())
                            ? new PortRefused(firstLine(failure), failure)
                            : Failures.translated("bringing the tables up to date", failure);
                }
            }
            throw new PortRefused("bringing the tables up to date failed", e);
        }
    }

    private static String firstLine(SQLException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    /** Runs the work in a transaction that is committed after it, or rolled back when it throws. */
    <T> T inTransaction(Work<T> work) throws SQLException {
        try (Connection connection = writers.getConnection()) {
            try {
                T result = work.with(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    /** As {@link #inTransaction(Work)}, with row-level security: rows of other organizations are neither seen nor written. */
    <T> T inTransaction(OrganizationId organization, Work<T> work) throws SQLException {
        return inTransaction(connection -> {
            try (PreparedStatement enter = connection.prepareStatement(ENTER)) {
                enter.setString(1, organization.value());
                enter.execute();
            }
            return work.with(connection);
        });
    }

    /**
     * Asks on behalf of an organization. Text that came from a caller, such as a cursor, must have been checked before:
     * what cannot be understood in here is stored data.
     */
    <T> T ask(String doing, OrganizationId organization, Question<T> question) {
        return answered(doing, connection -> question.in(new Scope(connection, organization)));
    }

    /**
     * Asks about all organizations, which row-level security does not watch over. Only for what the service does for itself
     * and no tenant gets to see.
     */
    <T> T askAcross(String doing, Work<T> work) {
        return answered(doing, connection -> {
            try (Statement leave = connection.createStatement()) {
                leave.execute("set local role none");
            }
            T answer = work.with(connection);
            connection.commit();
            return answer;
        });
    }

    /** Asks on behalf of nobody. The pool rolls back what is left open, and with it the role and the organization go. */
    <T> T answered(String doing, Work<T> work) {
        try (Connection connection = readers.getConnection()) {
            connection.setAutoCommit(false);
            return work.with(connection);
        } catch (SQLException e) {
            throw Failures.translated(doing, e);
        } catch (IllegalArgumentException e) {
            throw new PortRefused(doing + " met stored data that this version cannot read", e);
        }
    }

    private static void rollBack(Connection connection, Exception why) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    private static HikariConfig pool(
            String name, PostgresSettings settings, int most, Duration silence, MeterRegistry meters) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", name);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", seconds(settings.patience()));
        properties.setProperty("loginTimeout", seconds(settings.patience()));
        properties.setProperty("socketTimeout", String.valueOf(silence.toSeconds()));
        config.setDataSource(new LoginSource(settings.url(), settings.logins(), properties));
        config.setMaximumPoolSize(most);
        config.setMinimumIdle(Math.min(most, 2));
        config.setAutoCommit(false);
        // A pool that has to ask takes what its first connection says for all others: if that one breaks at the
        // question, the
        // pool goes on with "unknown", which the driver refuses to set on any connection after it (HikariCP 6.3).
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionTimeout(settings.patience().toMillis());
        config.setValidationTimeout(Math.min(settings.patience().toMillis(), 2_000));
        config.setKeepaliveTime(KEEP_ALIVE.toMillis());
        config.setInitializationFailTimeout(-1); // the migration is the first to find out
        config.setMetricRegistry(meters);
        return config;
    }

    private static String seconds(Duration patience) {
        return String.valueOf(Math.max(1, patience.toSeconds()));
    }

    /** Whether a connection can be had and answers. */
    boolean isAlive() {
        try {
            return answered("looking whether the database answers", connection -> connection.isValid(1));
        } catch (PortUnavailable | PortRefused e) {
            return false;
        }
    }

    @Override
    public void close() {
        writers.close();
        readers.close();
    }
}
