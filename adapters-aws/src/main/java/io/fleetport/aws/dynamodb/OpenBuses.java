package io.fleetport.aws.dynamodb;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The buses that events wait for. Read again after a tenth of a second, which is no longer than a commit takes: one that is
 * opened while events are being committed may miss those, as it would if each commit read. Safe to use from many threads.
 */
final class OpenBuses {

    private static final String BUSES = "buses";
    private static final Duration FRESH = Duration.ofMillis(100);

    private final Database database;
    private volatile @Nullable Read last;

    private record Read(List<String> names, long nanos) {}

    OpenBuses(Database database) {
        this.database = database;
    }

    static Key key(String bus) {
        return Key.ofService(Table.TENANTS, BUSES, bus);
    }

    void open(String bus) {
        // Holder and time stay those of whoever has it.
        database.write(Write.put(Item.at(key(bus))).when(Expression.ABSENT));
        last = null;
    }

    List<String> names() {
        Read known = last;
        if (known != null && System.nanoTime() - known.nanos() < FRESH.toNanos()) {
            return known.names();
        }
        long began = System.nanoTime();
        List<String> names = database.stream(Query.in(Table.TENANTS, Key.join(Key.SERVICE, BUSES)))
                .map(item -> item.key().sk())
                .toList();
        last = new Read(names, began);
        return names;
    }
}
