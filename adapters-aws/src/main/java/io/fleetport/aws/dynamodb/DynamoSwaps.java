package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Swaps;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.Swap;
import io.fleetport.domain.station.SwapFacts;
import io.fleetport.domain.station.SwapId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Swaps as last told, found by station and id, and by start in the indexes. */
final class DynamoSwaps implements Swaps {

    private static final Comparator<Swap> NEWEST_FIRST = Comparator.comparing(Swap::startedAt)
            .thenComparing(Swap::station)
            .thenComparing(Swap::id)
            .reversed();

    private final Database database;
    private final OpenEnds open;

    DynamoSwaps(Database database) {
        this.database = database;
        this.open = new OpenEnds(database);
    }

    @Override
    public Optional<Swap> find(StationKey station, SwapId swap) {
        return database.get(StationKeys.swap(station, swap)).map(SwapItems::swap);
    }

    @Override
    public Page<Swap> list(OrganizationId organization, Filter filter, @Nullable String cursor, int limit) {
        ByStart place =
                ByStart.of(organization, filter.station(), StationKeys.SWAPS, filter.from(), filter.until(), cursor);
        Stream<Swap> all = filter.state() == State.UNDERWAY
                ? open.of(organization, filter.station(), StationKeys.SWAP).stream()
                        .filter(place::covers)
                        .map(SwapItems::swap)
                        .sorted(NEWEST_FIRST)
                : database.stream(place.query().pages(Listing.pageSize(limit))).map(SwapItems::swap);
        return Listing.page(
                all,
                swap -> filter.state() == null || filter.state() == State.of(swap),
                limit,
                last -> Cursor.of(
                        last.startedAt(), last.station().value(), last.id().value()));
    }

    @Override
    public Map<SwapId, SwapFacts> facts(StationKey station, Collection<SwapId> swaps) {
        List<Key> keys =
                swaps.stream().map(swap -> StationKeys.swap(station, swap)).toList();
        Map<SwapId, SwapFacts> found = new HashMap<>();
        database.getAll(keys).values().forEach(item -> {
            SwapFacts facts = SwapItems.facts(item);
            found.put(facts.id(), facts);
        });
        return found;
    }
}
