package io.fleetport.aws.rds;

import io.fleetport.application.port.in.Permission;
import io.fleetport.domain.fleet.FleetId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Columns that the tables of tenancy have in common. */
final class TenancyRows {

    private TenancyRows() {}

    static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static @Nullable OffsetDateTime floorOrNull(@Nullable Instant time) {
        return time == null ? null : Query.floor(time);
    }

    static Set<String> texts(ResultSet row, String column) throws SQLException {
        return texts(row.getArray(column));
    }

    private static Set<String> texts(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray())
                .map(String.class::cast)
                .collect(Collectors.toSet());
    }

    /** Null for all fleets. */
    static @Nullable Set<FleetId> fleets(ResultSet row) throws SQLException {
        Array array = row.getArray("fleets");
        return array == null ? null : texts(array).stream().map(FleetId::new).collect(Collectors.toSet());
    }

    static @Nullable Set<String> names(@Nullable Set<FleetId> fleets) {
        return fleets == null ? null : fleets.stream().map(FleetId::value).collect(Collectors.toSet());
    }

    /** One that this version does not know is left out: it is of a later one. */
    static Set<Permission> permissions(ResultSet row) throws SQLException {
        return texts(row, "permissions").stream()
                .map(Permission::find)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    static Set<String> namesOf(Set<Permission> permissions) {
        return permissions.stream().map(Permission::outwardName).collect(Collectors.toSet());
    }
}
