package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.StationChanges;
import io.fleetport.application.port.out.StationChanges.Standing;
import io.fleetport.application.port.out.StationKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stations' part of the ledger: standings, what has no end, and what a batch means for the table. */
final class StationLedger implements StationItems {

    private static final int MOST_OPEN = 100_000;
    private final Database database;
    private final OpenEnds open;

    StationLedger(Database database) {
        this.database = database;
        this.open = new OpenEnds(database);
    }

    @Override
    public Map<StationKey, Standing> load(Collection<StationKey> keys) {
        List<Key> wanted = new ArrayList<>();
        for (StationKey key : keys) {
            wanted.add(StationKeys.directory(key.organization(), key.station()));
            wanted.add(StationKeys.standing(key));
        }
        Map<Key, Item> stored = database.getAll(wanted);
        Map<StationKey, Standing> found = new HashMap<>();
        for (StationKey key : keys) {
            @Nullable Item profile = stored.get(StationKeys.directory(key.organization(), key.station()));
            if (profile != null) {
                found.put(
                        key,
                        StationStandingItems.standing(
                                StationStandingItems.profile(key.organization(), profile),
                                stored.get(StationKeys.standing(key))));
            }
        }
        return found;
    }

    @Override
    public List<StationKey> withOpenEnds() {
        return open.stations().distinct().limit(MOST_OPEN).toList();
    }

    @Override
    public List<Step> steps(StationChanges changes) {
        return new StationCommit(database, changes).steps();
    }
}
