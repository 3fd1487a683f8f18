package io.fleetport.aws.rds;

import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.PortUnavailable;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** The one place where what PostgreSQL says becomes what our callers understand. Codes: PostgreSQL manual, appendix A. */
final class Failures {

    static final String UNIQUE_VIOLATION = "23505";
    static final String CHECK_VIOLATION = "23514";

    private Failures() {}

    static RuntimeException translated(String doing, SQLException failure) {
        String message = doing + " failed with SQL state " + failure.getSQLState();
        return isTransient(failure) ? new PortUnavailable(message, failure) : new PortRefused(message, failure);
    }

    static boolean isTransient(SQLException failure) {
        @Nullable String state = failure.getSQLState();
        return failure instanceof SQLTransientException // no connection within our patience
                || failure instanceof SQLRecoverableException
                || state == null // the pool is closed, or the driver gave up before the server could say anything
                || state.startsWith("08") // connection lost or not made
                || state.startsWith("53") // out of connections, memory or disk
                || state.startsWith("57") // shutting down, starting up, cancelled by our time limit
                || state.startsWith("58") // the server's own input or output
                || state.equals("40001") // serialization failure
                || state.equals("40P01") // deadlock
                || state.equals("55P03") // lock not available
                || state.equals("25006"); // read only: a standby that has not taken over yet
    }
}
