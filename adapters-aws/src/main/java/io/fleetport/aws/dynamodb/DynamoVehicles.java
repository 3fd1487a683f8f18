package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.encoding.StateEncoding;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.Vehicles;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Vehicles as last committed, listed by the index on their names. */
final class DynamoVehicles implements Vehicles {

    private final Database database;

    DynamoVehicles(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Known> find(OrganizationId organization, VehicleId vehicle) {
        return database.get(StandingItems.key(new VehicleKey(organization, vehicle)))
                .map(DynamoVehicles::known);
    }

    @Override
    public Page<Known> list(OrganizationId organization, @Nullable String name, @Nullable String cursor, int limit) {
        Listing.checked(limit, 1_000);
        Query query = Query.in(Table.TELEMETRY, Index.GSI1, StandingItems.list(organization))
                .pages(Listing.pageSize(limit));
        if (name != null) {
            String places = StandingItems.placesOf(name);
            query = query.from(places).until(places + Character.toString(Character.MAX_CODE_POINT));
        }
        if (cursor != null) {
            Cursor.ByText after = Cursor.byText(cursor);
            query = query.from(Key.after(StandingItems.place(after.text(), new VehicleId(after.id()))));
        }
        return Listing.page(
                database.stream(query).map(DynamoVehicles::known),
                known -> true,
                limit,
                last -> Cursor.of(last.vehicle().name(), last.vehicle().id().value()));
    }

    private static Known known(Item item) {
        return new Known(StandingItems.profile(item), StateEncoding.decode(item.bytes(StandingItems.STATE)));
    }
}
