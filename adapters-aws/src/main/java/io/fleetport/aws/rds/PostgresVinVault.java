package io.fleetport.aws.rds;

import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.VinVault;
import java.util.Optional;

/** Sealed VINs as rows. */
final class PostgresVinVault implements VinVault {

    private static final String INSERT = "insert into vin (vehicle_id, organization, wrapped_key, sealed)"
            + " select ?, ?, ?, ? where not exists (select from erasure where vehicle_id = ? and organization = ?"
            + " and from_at is null and readmitted_at is null) on conflict do nothing";

    private final Database database;

    PostgresVinVault(Database database) {
        this.database = database;
    }

    @Override
    public void keep(VehicleKey key, SealedVin sealed) {
        Changes.in(
                database,
                "keeping a VIN",
                connection -> Changes.run(
                        connection,
                        INSERT,
                        key.vehicle().value(),
                        key.organization().value(),
                        sealed.key(),
                        sealed.vin(),
                        key.vehicle().value(),
                        key.organization().value()));
    }

    @Override
    public Optional<SealedVin> find(VehicleKey key) {
        return database.ask("finding a VIN", key.organization(), scope -> new Query(
                        "select wrapped_key, sealed from vin where organization = ? and vehicle_id = ?",
                        key.organization().value(),
                        key.vehicle().value())
                .list(scope, row -> new SealedVin(row.getBytes("wrapped_key"), row.getBytes("sealed"))).stream()
                        .findFirst());
    }
}
