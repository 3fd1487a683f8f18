package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Marks of sessions and swaps that have no end yet, written and deleted with them: what picks up after a restart looks for those
 * of all organizations, and a list of what is underway need not pass everything that is over. Safe to use from many threads.
 */
final class OpenEnds {

    private static final String ORGANIZATION = "organization";
    private static final String STATION = "station_id";
    private static final String OF = "of";

    private static final int PAGE = 1_000;

    private final Database database;

    OpenEnds(Database database) {
        this.database = database;
    }

    /** What there is to write of a mark when the session or swap at that key is told. */
    static Write mark(StationKey station, Key told, boolean open) {
        Key mark = StationKeys.open(station, told.sk());
        return open
                ? Write.put(Item.at(mark)
                        .text(ORGANIZATION, station.organization().value())
                        .text(STATION, station.station().value())
                        .text(OF, told.sk()))
                : Write.delete(mark);
    }

    /** The stations of all organizations that have any, some more than once. */
    Stream<StationKey> stations() {
        return shards().flatMap(this::stream).map(OpenEnds::station);
    }

    /** The sessions or swaps of an organization that have no end yet, or of one of its stations, in no order. */
    List<Item> of(OrganizationId organization, @Nullable StationId station, String kind) {
        List<Key> found = new ArrayList<>();
        if (station != null) {
            StationKey key = new StationKey(organization, station);
            stream(marks(StationKeys.shardOf(station.value())).within(StationKeys.openOf(key, kind)))
                    .forEach(mark -> found.add(told(mark)));
        } else {
            shards().flatMap(marks -> stream(marks.within(Key.prefix(organization.value()))))
                    .filter(mark -> mark.text(OF).startsWith(Key.prefix(kind)))
                    .forEach(mark -> found.add(told(mark)));
        }
        Map<Key, Item> stored = database.getAll(found);
        return found.stream().filter(stored::containsKey).map(stored::get).toList();
    }

    private Stream<Query> shards() {
        return Stream.iterate(0, shard -> shard < StationKeys.SHARDS, shard -> shard + 1)
                .map(OpenEnds::marks);
    }

    private static Query marks(int shard) {
        return Query.in(Table.STATIONS, StationKeys.openPartition(shard)).pages(PAGE);
    }

    private Stream<Item> stream(Query query) {
        return database.stream(query);
    }

    private static Key told(Item mark) {
        return StationKeys.of(station(mark), mark.text(OF));
    }

    private static StationKey station(Item mark) {
        return new StationKey(new OrganizationId(mark.text(ORGANIZATION)), new StationId(mark.text(STATION)));
    }
}
