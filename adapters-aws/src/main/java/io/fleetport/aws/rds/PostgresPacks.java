package io.fleetport.aws.rds;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Packs;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackMove;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Packs and their moves by their primary keys. */
final class PostgresPacks implements Packs {

    private static final String SELECT =
            "select pack_id, observed_at, station_id, slot_id, soc_percent, health_percent, temperature_c from battery_pack"
                    + " where organization = ?";

    private final Database database;

    PostgresPacks(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Known> find(OrganizationId organization, PackId pack) {
        return database.ask("finding a battery pack", organization, scope -> new Query(SELECT, organization.value())
                .and("pack_id = ?", pack.value()).list(scope, PackRows::known).stream()
                        .findFirst());
    }

    @Override
    public Page<Known> list(OrganizationId organization, @Nullable String cursor, int limit) {
        Query.checked(limit, 1_000);
        Query query = new Query(SELECT, organization.value())
                .andIfPresent(
                        "pack_id > ?",
                        cursor == null ? null : new PackId(Cursor.byName(cursor).name()).value());
        return database.ask("listing battery packs", organization, scope -> query.then("order by pack_id")
                .page(scope, limit, PackRows::known, last -> Cursor.of(last.id().value())));
    }

    @Override
    public List<PackMove> moves(OrganizationId organization, PackId pack, int limit) {
        Query.checked(limit, 10_000);
        return database.ask("reading the moves of a battery pack", organization, scope -> new Query(
                                "select pack_id, observed_at, kind, station_id, evidence, slot_id, vehicle_id, soc_percent,"
                                        + " health_percent, temperature_c from pack_move where organization = ?",
                                organization.value())
                        .and("pack_id = ?", pack.value())
                        .then(
                                "order by observed_at desc, kind desc, station_id desc, evidence desc, slot_id desc limit ?",
                                limit)
                        .list(scope, PackMoveRows::move))
                .reversed();
    }
}
