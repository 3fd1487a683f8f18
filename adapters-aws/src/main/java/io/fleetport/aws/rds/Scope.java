package io.fleetport.aws.rds;

import io.fleetport.domain.fleet.OrganizationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A connection that asks on behalf of one organization: whatever is asked on it, rows of others are not there. For one use
 * by one thread.
 *
 * <p>The organization is named, the question asked and the transaction ended by one statement of three parts, which the
 * driver sends at once together with the beginning: the scope costs no round trip. It ends with the transaction.
 */
final class Scope {

    /** How many parameters stand before those of the question. */
    static final int PARAMETERS = 1;

    private static final String ENTER = "select set_config('fleetport.organization', ?, true); ";
    private static final String LEAVE = "; commit";

    private final Connection connection;
    private final OrganizationId organization;

    /** @param connection of a role that row-level security holds for, outside a transaction, without auto-commit */
    Scope(Connection connection, OrganizationId organization) {
        this.connection = connection;
        this.organization = organization;
    }

    OrganizationId organization() {
        return organization;
    }

    /**
     * A question to be put once; its own parameters come after {@link #PARAMETERS}.
     *
     * @param sql one select
     */
    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(ENTER + sql + LEAVE);
        try {
            statement.setString(1, organization.value());
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    /** The rows that answer a prepared question. */
    ResultSet answer(PreparedStatement prepared) throws SQLException {
        prepared.execute();
        prepared.getMoreResults(); // past the name of the organization
        ResultSet rows = prepared.getResultSet();
        if (rows == null) {
            throw new SQLException("the question had no answer");
        }
        return rows;
    }
}
