package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Stations;
import io.fleetport.domain.fleet.FleetStation;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stations as last committed and registered, listed by the directory of their organization. What a station last said has no
 * index, so that a commit writes none: a list that is narrowed by it looks at the organization's stations one after the other.
 */
final class DynamoStations implements Stations {

    private static final int MOST_OWNERS = 100_000;
    private static final int STANDINGS_AT_ONCE = 100;

    private final Database database;

    DynamoStations(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Known> find(OrganizationId organization, StationId station) {
        Key directory = StationKeys.directory(organization, station);
        Key standing = StationKeys.standing(new StationKey(organization, station));
        Map<Key, Item> stored = database.getAll(List.of(directory, standing));
        return Optional.ofNullable(stored.get(directory))
                .map(profile -> known(organization, profile, stored.get(standing)));
    }

    @Override
    public Page<Known> list(OrganizationId organization, Filter filter, @Nullable String cursor, int limit) {
        int atOnce = Math.min(Listing.pageSize(limit), STANDINGS_AT_ONCE);
        Query directory =
                Query.of(Table.STATIONS, organization, StationKeys.STATIONS).pages(atOnce);
        if (cursor != null) {
            String last = new StationId(Cursor.byName(cursor).name()).value();
            directory = directory.from(Key.after(last));
        }
        Stream<Known> all = Listing.some(database.stream(directory), atOnce, profiles -> known(organization, profiles));
        return Listing.page(
                all,
                filter::accepts,
                limit,
                last -> Cursor.of(last.station().id().value()));
    }

    private List<Known> known(OrganizationId organization, List<Item> profiles) {
        List<Key> keys = profiles.stream()
                .map(profile -> standing(organization, profile))
                .toList();
        Map<Key, Item> standings = database.getAll(keys);
        List<Known> known = new ArrayList<>();
        for (Item profile : profiles) {
            known.add(known(organization, profile, standings.get(standing(organization, profile))));
        }
        return known;
    }

    private static Key standing(OrganizationId organization, Item profile) {
        return StationKeys.standing(
                new StationKey(organization, new StationId(profile.key().sk())));
    }

    private static Known known(OrganizationId organization, Item profile, @Nullable Item standing) {
        return new Known(StationStandingItems.profile(organization, profile), StationStandingItems.state(standing));
    }

    @Override
    public Optional<OrganizationId> ownerOf(StationId station) {
        return database.get(StationKeys.owner(station)).map(StationStandingItems::ownerOf);
    }

    @Override
    public Map<StationId, OrganizationId> owners() {
        Map<StationId, OrganizationId> owners = new HashMap<>();
        for (int shard = 0; shard < StationKeys.SHARDS && owners.size() < MOST_OWNERS; shard++) {
            Query ofShard =
                    Query.in(Table.STATIONS, StationKeys.ownersPartition(shard)).pages(Listing.PAGE);
            database.stream(ofShard)
                    .limit(MOST_OWNERS - owners.size())
                    .forEach(owner ->
                            owners.put(StationStandingItems.ownedBy(owner), StationStandingItems.ownerOf(owner)));
        }
        return owners;
    }

    @Override
    public boolean register(FleetStation station) {
        StationKey key = new StationKey(station.organization(), station.id());
        Key owner = StationKeys.owner(station.id());
        Key directory = StationKeys.directory(station.organization(), station.id());
        Pauses pauses = database.pauses("registering a station");
        while (true) {
            Map<Key, Item> stored = database.getAll(List.of(owner, directory));
            @Nullable Item owned = stored.get(owner);
            if (owned != null && !StationStandingItems.ownerOf(owned).equals(station.organization())) {
                return false;
            }
            @Nullable Item known = stored.get(directory);
            List<Write> writes = new ArrayList<>();
            if (owned == null) {
                writes.add(StationStandingItems.claim(key));
            }
            writes.add(
                    known == null
                            ? Write.put(StationStandingItems.profile(station)).when(Expression.ABSENT)
                            : Write.put(StationStandingItems.renamed(known, station)));
            if (database.transact(writes).isEmpty()) {
                return true;
            }
            pauses.next(); // another registered it, or a commit told of it, right then
        }
    }
}
