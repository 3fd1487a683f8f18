package io.fleetport.aws.rds;

import io.fleetport.application.port.out.DeadLetter;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.VehicleKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Dead letters as rows. */
final class DeadLetterRows {

    private static final String INSERT =
            "insert into dead_letter (id, organization, vehicle_id, station_id, source, reason, detail, received_at, raw)"
                    + " select id, organization, vehicle_id, station_id, source, reason, detail, "
                    + Columns.time("received_us") + ", raw from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[],"
                    + " ?::text[], ?::text[], ?::text[], ?::int8[], ?::bytea[]) as u(id, organization, vehicle_id,"
                    + " station_id, source, reason, detail, received_us, raw)"
                    + " on conflict (id) do nothing";

    private DeadLetterRows() {}

    static void addMissing(Connection connection, List<DeadLetter> letters) throws SQLException {
        if (letters.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            new Columns<>(connection, statement, letters)
                    .uuids(DeadLetter::id)
                    .texts(letter -> letter.subject().organization().value())
                    .uuids(letter -> letter.subject() instanceof VehicleKey key
                            ? key.vehicle().value()
                            : null)
                    .texts(letter -> letter.subject() instanceof StationKey key
                            ? key.station().value()
                            : null)
                    .texts(DeadLetter::source)
                    .texts(letter -> letter.reason().name())
                    .texts(DeadLetter::detail)
                    .instants(DeadLetter::receivedAt)
                    .bytes(DeadLetter::raw);
            statement.executeUpdate();
        }
    }
}
