package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.TenantRecords.KeptVin;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.VinVault;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sealed VINs by organization and vehicle. Of an erased vehicle none is kept, which is checked in the same transaction. */
final class DynamoVinVault implements VinVault {

    private static final String PART = "vin";

    private final Database database;
    private final Erased erased;

    DynamoVinVault(Database database, Erased erased) {
        this.database = database;
        this.erased = erased;
    }

    private static Key key(VehicleKey key) {
        return Key.of(Table.TENANTS, key.organization(), PART, key.vehicle().toString());
    }

    /** By vehicle. */
    static Query all(OrganizationId organization) {
        return Query.of(Table.TENANTS, organization, PART);
    }

    static KeptVin kept(OrganizationId organization, Item item) {
        return new KeptVin(
                new VehicleKey(organization, VehicleId.parse(item.key().sk())), sealed(item));
    }

    private static SealedVin sealed(Item item) {
        return new SealedVin(item.bytes("key"), item.bytes("vin"));
    }

    @Override
    public void keep(VehicleKey key, SealedVin sealed) {
        List<Write> writes = new ArrayList<>(erased.checks(key));
        writes.add(Write.put(Item.at(key(key)).bytes("key", sealed.key()).bytes("vin", sealed.vin()))
                .when(Expression.ABSENT));
        database.transact(writes);
    }

    @Override
    public Optional<SealedVin> find(VehicleKey key) {
        return database.get(key(key)).map(DynamoVinVault::sealed);
    }

    /** Destroys the VIN of an erased vehicle with its key. @return how many there were, 0 or 1 */
    long erase(VehicleKey key) {
        return database.writeOnce(Write.delete(key(key)).when(Expression.PRESENT)) ? 1 : 0;
    }
}
