package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Gaps;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.trip.Gap;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Gaps as last told: of a vehicle as they are now, of an organization by the index on their beginning. */
final class DynamoGaps implements Gaps {

    private final Database database;

    DynamoGaps(Database database) {
        this.database = database;
    }

    @Override
    public Page<Gap> list(
            OrganizationId organization,
            @Nullable VehicleId vehicle,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable String cursor,
            int limit) {
        Listing.checked(limit, 1_000);
        String prefix = vehicle == null ? "" : GapItems.PREFIX;
        Query query = vehicle == null
                ? Query.in(Table.TELEMETRY, Index.GSI1, GapItems.list(organization))
                : Query.in(Table.TELEMETRY, SubjectItems.partition(new VehicleKey(organization, vehicle)))
                        .within(prefix);
        query = query.backward().pages(Listing.pageSize(limit)).between(prefix, from, until);
        if (cursor != null) {
            Cursor.ByTime after = Cursor.byTime(cursor);
            TripId trip = new TripId(after.tie());
            query = query.until(
                    vehicle == null
                            ? GapItems.placeOfAll(after.time(), new VehicleId(after.id()), trip)
                            : prefix + GapItems.place(after.time(), trip));
        }
        return Listing.page(
                database.stream(query).map(GapItems::gap),
                gap -> true,
                limit,
                last -> Cursor.of(
                        last.from(), last.vehicle().value(), last.trip().value()));
    }
}
