package io.fleetport.aws.rds;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.StationCommands;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationCommand;
import io.fleetport.domain.station.StationCommand.Outcome;
import io.fleetport.domain.station.StationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Commands one by one: they are few. */
final class PostgresStationCommands implements StationCommands {

    private static final int MOST_OVERDUE = 1_000;

    private static final String SELECT = "select " + CommandRows.COLUMNS + " from station_command where ";

    private static final String INSERT = "insert into station_command (" + CommandRows.COLUMNS
            + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (command_id) do nothing";

    /** That it was sent, or not, is news only while it is pending. */
    private static final String MOVE =
            "update station_command set outcome = ?, settled_at = ?, detail = ? where organization = ?"
                    + " and command_id = ? and settled_at is null and (outcome = 'pending' or not ?)";

    private final Database database;

    PostgresStationCommands(Database database) {
        this.database = database;
    }

    @Override
    public void add(OrganizationId organization, StationCommand command) {
        change("storing a command", organization, connection -> add(connection, organization, command));
    }

    private static int add(Connection connection, OrganizationId organization, StationCommand command)
            throws SQLException {
        InstructionColumns instruction = InstructionColumns.of(command.instruction());
        @Nullable Instant settledAt = command.settledAt();
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, command.id());
            statement.setString(2, organization.value());
            statement.setString(3, command.station().value());
            statement.setString(4, instruction.name());
            statement.setString(
                    5, instruction.slot() == null ? null : instruction.slot().value());
            statement.setString(
                    6,
                    instruction.connector() == null
                            ? null
                            : instruction.connector().value());
            statement.setString(
                    7, instruction.pack() == null ? null : instruction.pack().value());
            statement.setObject(8, instruction.limitPercent(), Types.DOUBLE);
            statement.setString(9, Columns.storable(command.issuedBy()));
            statement.setObject(10, Query.floor(command.issuedAt()));
            statement.setObject(11, Query.floor(command.expiresAt()));
            statement.setString(12, CommandRows.nameOf(command.outcome()));
            statement.setObject(13, settledAt == null ? null : Query.floor(settledAt), Types.TIMESTAMP_WITH_TIMEZONE);
            statement.setString(14, storableOrNull(command.detail()));
            return statement.executeUpdate();
        }
    }

    @Override
    public boolean move(
            OrganizationId organization, UUID command, Outcome outcome, Instant at, @Nullable String detail) {
        boolean isAboutSending =
                switch (outcome) {
                    case PENDING, SENT, NOT_SENT -> true;
                    case ACCEPTED, COMPLETED, REJECTED, FAILED, EXPIRED, UNKNOWN -> false;
                };
        if (outcome == Outcome.PENDING) {
            return false;
        }
        return change("moving a command on", organization, connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
                        statement.setString(1, CommandRows.nameOf(outcome));
                        statement.setObject(
                                2, outcome.settled() ? Query.floor(at) : null, Types.TIMESTAMP_WITH_TIMEZONE);
                        statement.setString(3, storableOrNull(detail));
                        statement.setString(4, organization.value());
                        statement.setObject(5, command);
                        statement.setBoolean(6, isAboutSending);
                        return statement.executeUpdate();
                    }
                })
                == 1;
    }

    @Override
    public Optional<StationCommand> find(StationKey station, UUID command) {
        return database.ask("finding a command", station.organization(), scope -> new Query(
                        SELECT + "organization = ?", station.organization().value())
                        .and("station_id = ?", station.station().value())
                        .and("command_id = ?", command)
                        .list(scope, CommandRows::command)
                        .stream()
                        .findFirst());
    }

    @Override
    public Page<StationCommand> list(
            OrganizationId organization, @Nullable StationId station, @Nullable String cursor, int limit) {
        Query.checked(limit, 1_000);
        Query query = new Query(SELECT + "organization = ?", organization.value())
                .andIfPresent("station_id = ?", station == null ? null : station.value());
        if (cursor != null) {
            Cursor.ByTime after = Cursor.byTime(cursor);
            query.and("(issued_at, command_id) < (?, ?)", Query.bound(after.time()), after.id());
        }
        return database.ask("listing commands", organization, scope -> query.then(
                        "order by issued_at desc, command_id desc")
                .page(scope, limit, CommandRows::command, last -> Cursor.of(last.issuedAt(), last.id(), last.id())));
    }

    @Override
    public List<Issued> overdue(Instant now) {
        // The clock that settles them runs for all organizations.
        return database.askAcross("looking for overdue commands", connection -> new Query(
                        SELECT + "settled_at is null and expires_at < ? order by expires_at, command_id limit ?",
                        Query.bound(now),
                        MOST_OVERDUE)
                .list(
                        connection,
                        row -> new Issued(
                                new OrganizationId(row.getString("organization")), CommandRows.command(row))));
    }

    private int change(String doing, OrganizationId organization, Database.Work<Integer> work) {
        try {
            return database.inTransaction(organization, work);
        } catch (SQLException e) {
            throw Failures.translated(doing, e);
        }
    }

    private static @Nullable String storableOrNull(@Nullable String text) {
        return text == null ? null : Columns.storable(text);
    }
}
