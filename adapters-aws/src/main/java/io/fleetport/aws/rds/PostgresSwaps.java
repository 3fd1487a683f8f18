package io.fleetport.aws.rds;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.encoding.SwapFactsEncoding;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Swaps;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.Swap;
import io.fleetport.domain.station.SwapFacts;
import io.fleetport.domain.station.SwapId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Swaps as last told, found by the indexes on organization or station and start. */
final class PostgresSwaps implements Swaps {

    private static final String SELECT = "select " + SwapRows.COLUMNS + " from swap where organization = ?";

    private final Database database;

    PostgresSwaps(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Swap> find(StationKey station, SwapId swap) {
        return database.ask("finding a swap", station.organization(), scope -> new Query(
                        SELECT, station.organization().value())
                        .and("station_id = ?", station.station().value())
                        .and("swap_id = ?", swap.value())
                        .list(scope, SwapRows::swap)
                        .stream()
                        .findFirst());
    }

    @Override
    public Page<Swap> list(OrganizationId organization, Filter filter, @Nullable String cursor, int limit) {
        Query.checked(limit, 1_000);
        Query query = new Query(SELECT, organization.value())
                .andIfPresent(
                        "station_id = ?",
                        filter.station() == null ? null : filter.station().value())
                .andIfPresent("state = ?", filter.state() == null ? null : SwapRows.stateOf(filter.state()))
                .andIfPresent("started_at >= ?", Query.boundOrNull(filter.from()))
                .andIfPresent("started_at < ?", Query.boundOrNull(filter.until()));
        if (cursor != null) {
            Cursor.ByTimeAtStation after = Cursor.byTimeAtStation(cursor);
            query.and(
                    "(started_at, station_id, swap_id) < (?, ?, ?)",
                    Query.bound(after.time()),
                    Columns.storable(after.station()),
                    Columns.storable(after.name()));
        }
        return database.ask("listing swaps", organization, scope -> query.then(
                        "order by started_at desc, station_id desc, swap_id desc")
                .page(
                        scope,
                        limit,
                        SwapRows::swap,
                        last -> Cursor.of(
                                last.startedAt(),
                                last.station().value(),
                                last.id().value())));
    }

    @Override
    public Map<SwapId, SwapFacts> facts(StationKey station, Collection<SwapId> swaps) {
        if (swaps.isEmpty()) {
            return Map.of();
        }
        String[] ids = swaps.stream().map(SwapId::value).toArray(String[]::new);
        Map<SwapId, SwapFacts> found = new HashMap<>();
        database.ask("loading what is known of swaps", station.organization(), scope -> new Query(
                                "select facts from swap where organization = ?",
                                station.organization().value())
                        .and("station_id = ?", station.station().value())
                        .and("swap_id = any(?::text[])", (Object) ids)
                        .list(scope, row -> SwapFactsEncoding.decode(row.getBytes("facts"))))
                .forEach(facts -> found.put(facts.id(), facts));
        return found;
    }
}
