package io.fleetport.aws.rds;

import io.fleetport.application.port.out.StationChanges.CommandAnswered;
import io.fleetport.domain.station.StationCommand;
import io.fleetport.domain.station.StationCommand.Outcome;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.StationMessage.Answer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Commands to stations as rows, and what their stations said of them. */
final class CommandRows {

    static final String COLUMNS = "command_id, organization, station_id, " + InstructionColumns.NAMES
            + ", issued_by, issued_at, expires_at, outcome, settled_at, detail";

    /** What the station itself called final stays; anything we only supposed gives way to its word. */
    private static final String ANSWER = "update station_command c set outcome = u.outcome, settled_at = "
            + Columns.time("u.settled_us") + ", detail = u.detail from unnest(?::uuid[], ?::text[], ?::text[],"
            + " ?::text[], ?::int8[], ?::text[]) as u(command_id, organization, station_id, outcome, settled_us, detail)"
            + " where c.command_id = u.command_id and c.organization = u.organization and c.station_id = u.station_id"
            + " and c.outcome not in ('completed', 'rejected', 'failed', 'expired')";

    private CommandRows() {}

    static void answer(Connection connection, List<CommandAnswered> answers) throws SQLException {
        if (answers.isEmpty()) {
            return;
        }
        List<CommandAnswered> rows = lasting(answers);
        try (PreparedStatement statement = connection.prepareStatement(ANSWER)) {
            new Columns<>(connection, statement, rows)
                    .uuids(row -> row.answer().command())
                    .texts(row -> row.key().organization().value())
                    .texts(row -> row.key().station().value())
                    .texts(row -> nameOf(outcome(row)))
                    .instantsOrNull(row -> outcome(row).settled() ? row.answer().observedAt() : null)
                    .texts(row -> row.answer().detail());
            statement.executeUpdate();
        }
    }

    /** One for each command and who speaks of it: the first that is final, else the last. */
    private static List<CommandAnswered> lasting(List<CommandAnswered> answers) {
        Map<String, CommandAnswered> lasting = new TreeMap<>(); // by id, the order in which rows are locked
        for (CommandAnswered answered : answers) {
            String name = answered.answer().command() + " " + answered.key().station() + " "
                    + answered.key().organization();
            lasting.merge(name, answered, (known, told) -> outcome(known).settled() ? known : told);
        }
        return List.copyOf(lasting.values());
    }

    private static Outcome outcome(CommandAnswered answered) {
        Answer answer = answered.answer().answer();
        return switch (answer) {
            case ACCEPTED -> Outcome.ACCEPTED;
            case COMPLETED -> Outcome.COMPLETED;
            case REJECTED -> Outcome.REJECTED;
            case FAILED -> Outcome.FAILED;
            case EXPIRED -> Outcome.EXPIRED;
        };
    }

    static String nameOf(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    /** The command of a row that has all {@link #COLUMNS}. */
    static StationCommand command(ResultSet row) throws SQLException {
        Outcome outcome = Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT));
        @Nullable Instant settledAt = outcome.settled() ? Query.instant(row, "settled_at") : null;
        return new StationCommand(
                row.getObject("command_id", UUID.class),
                new StationId(row.getString("station_id")),
                InstructionColumns.instruction(row),
                row.getString("issued_by"),
                Query.instant(row, "issued_at"),
                Query.instant(row, "expires_at"),
                outcome,
                settledAt,
                row.getString("detail"));
    }
}
