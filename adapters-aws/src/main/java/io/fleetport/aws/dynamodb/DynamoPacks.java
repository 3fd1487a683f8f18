package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Packs;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackMove;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Packs as last told, listed by an index on their ids; moves in the pack's partition. */
final class DynamoPacks implements Packs {

    private static final int MOST_MOVES = 10_000;

    private final Database database;

    DynamoPacks(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Known> find(OrganizationId organization, PackId pack) {
        return database.get(StationKeys.pack(organization, pack)).map(PackItems::known);
    }

    @Override
    public Page<Known> list(OrganizationId organization, @Nullable String cursor, int limit) {
        Query query = Query.in(Table.STATIONS, Index.GSI1, StationKeys.list(organization, StationKeys.PACKS));
        if (cursor != null) {
            query = query.from(Key.after(new PackId(Cursor.byName(cursor).name()).value()));
        }
        return Listing.page(
                database.stream(query.pages(Listing.pageSize(limit))).map(PackItems::known),
                known -> true,
                limit,
                last -> Cursor.of(last.id().value()));
    }

    @Override
    public List<PackMove> moves(OrganizationId organization, PackId pack, int limit) {
        Listing.checked(limit, MOST_MOVES);
        Query query = Query.of(Table.STATIONS, organization, StationKeys.part(pack))
                .within(StationKeys.MOVE)
                .backward();
        return database.list(query, limit).stream()
                .map(PackItems::move)
                .toList()
                .reversed();
    }
}
