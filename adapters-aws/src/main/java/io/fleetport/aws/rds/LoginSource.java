package io.fleetport.aws.rds;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * New connections, each with the login of the moment. Refused with it, it asks for a newer one and tries once more: a rotated
 * password costs no restart. Safe to use from many threads.
 */
final class LoginSource implements DataSource {

    /** invalid_password, and invalid_authorization_specification (PostgreSQL manual, appendix A). */
    private static final Set<String> NOT_LET_IN = Set.of("28P01", "28000");

    private final Driver driver = new Driver();
    private final String url;
    private final Logins logins;
    private final Properties properties;
    private volatile int loginTimeout;

    /** @param properties of the driver; what stands in the URL counts before them */
    LoginSource(String url, Logins logins, Properties properties) {
        this.url = url;
        this.logins = logins;
        this.properties = (Properties) properties.clone();
    }

    @Override
    public Connection getConnection() throws SQLException {
        Logins.Login login = logins.current();
        try {
            return getConnection(login.user(), login.password());
        } catch (SQLException e) {
            if (!NOT_LET_IN.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
            Logins.Login newer = logins.after(login);
            if (newer.equals(login)) {
                throw e;
            }
            return getConnection(newer.user(), newer.password());
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        Properties all = (Properties) properties.clone();
        all.setProperty("user", user);
        all.setProperty("password", password);
        Connection connection = driver.connect(url, all);
        if (connection == null) {
            throw new SQLException("the URL is none of PostgreSQL's");
        }
        return connection;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("it writes no log");
    }

    /** To connect, the driver's property of this name counts; the pool waits so long for connections in the making to end. */
    @Override
    public void setLoginTimeout(int seconds) {
        loginTimeout = seconds;
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeout;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("it writes no log");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("it wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
