package io.fleetport.aws.dynamodb;

import java.util.stream.Collectors;

/**
 * Tells that something of the whole service has changed: counters, of which a change moves one in its own transaction. As many
 * as keep transactions of different vehicles from meeting, in one partition, so that all are read at once as they are now.
 */
final class Marks {

    private static final int SHARDS = 8;

    private final Database database;
    private final String part;

    /** @param part what the counters are for */
    Marks(Database database, String part) {
        this.database = database;
        this.part = part;
    }

    /** What a transaction adds that changes something. */
    Write moved(Object changed) {
        String shard = Integer.toString(Math.floorMod(changed.hashCode(), SHARDS));
        return Write.update(Key.ofService(Table.TENANTS, part, shard), Expression.of("add {changes} ?", 1L));
    }

    String read() {
        return database.stream(Query.in(Table.TENANTS, Key.join(Key.SERVICE, part)))
                .map(item -> item.key().sk() + ":" + item.number("changes"))
                .collect(Collectors.joining(","));
    }
}
