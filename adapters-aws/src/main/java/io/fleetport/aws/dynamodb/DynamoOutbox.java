package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.TimeOrderedId;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.ErasableStores;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.application.port.out.Outbox;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.Throttle;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the archive, oldest first by the clocks of those who committed. One item says what has been given out, by which
 * everybody is given the same.
 */
final class DynamoOutbox implements Outbox {

    private static final Key GIVEN = Key.ofService(Table.TELEMETRY, "outbox", "given");
    private static final String ID = "id";
    private static final String ITEMS = "items";
    private static final String DONE = "done";

    /** Items of up to 350 KB each. */
    private static final int PAGE = 10;

    /** Of which the names go into one item. */
    private static final int MOST_ITEMS = 1_000;

    /** Each finds something cleared away or given out by another; that many in a row mean that something is wrong. */
    private static final int LOOKS = 10;

    private final Database database;
    private final Clock clock;

    DynamoOutbox(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Optional<ArchiveBatch> next(int mostBytes, Throttle throttle) {
        if (mostBytes < 1) {
            throw new IllegalArgumentException("mostBytes must be at least 1 but is " + mostBytes);
        }
        for (int look = 0; look < LOOKS; look++) {
            Item given = database.get(GIVEN).orElse(null);
            if (given != null && !given.has(DONE)) {
                List<ArchivedMessage> messages = messages(given, throttle);
                if (!messages.isEmpty()) {
                    return Optional.of(new ArchiveBatch(given.uuid(ID), messages));
                }
                done(given.uuid(ID)); // all of it was erased
            } else if (given != null) {
                clear(given);
            } else {
                List<Item> oldest = new OutboxHeads(database).oldest(mostBytes, MOST_ITEMS);
                if (oldest.isEmpty()) {
                    return Optional.empty();
                }
                giveOut(oldest);
            }
        }
        throw new PortUnavailable("the outbox changes too fast", new IllegalStateException(LOOKS + " looks in vain"));
    }

    /** Whoever comes second gives out what the first one has. */
    private void giveOut(List<Item> items) {
        database.write(Write.put(Item.at(GIVEN)
                        .uuid(ID, TimeOrderedId.next(clock.instant()))
                        .texts(
                                ITEMS,
                                items.stream().map(item -> name(item.key())).toList()))
                .when(Expression.ABSENT));
    }

    private static String name(Key key) {
        return key.pk() + ' ' + key.sk();
    }

    private static Key key(String name) {
        int between = name.indexOf(' ');
        return new Key(Table.TELEMETRY, name.substring(0, between), name.substring(between + 1));
    }

    private static List<Key> keys(Item given) {
        return given.texts(ITEMS).stream().map(DynamoOutbox::key).toList();
    }

    private List<ArchivedMessage> messages(Item given, Throttle throttle) {
        Map<Key, Item> found = database.getAll(keys(given));
        Map<String, List<Item>> groups = new LinkedHashMap<>();
        for (Key key : keys(given)) {
            Item item = found.get(key);
            if (item != null) {
                groups.computeIfAbsent(OutboxItems.group(key), group -> new ArrayList<>())
                        .add(item);
            }
        }
        List<ArchivedMessage> messages = new ArrayList<>();
        for (List<Item> pieces : groups.values()) {
            messages.addAll(OutboxItems.messages(pieces));
            throttle.worked();
        }
        return messages;
    }

    @Override
    public int mostCommits() {
        return MOST_ITEMS;
    }

    /** From the mark on it is done, whether or not the rest comes to its end: the next caller sees to that. */
    @Override
    public void done(UUID batch) {
        boolean marked = database.write(
                Write.update(GIVEN, Expression.of("set {done} = ?", true)).when(Expression.of("{id} = ?", batch)));
        if (marked) {
            database.get(GIVEN).filter(given -> given.has(DONE)).ifPresent(this::clear);
        }
    }

    private void clear(Item given) {
        database.writeAll(keys(given).stream().map(Write::delete).toList());
        database.write(Write.delete(GIVEN).when(Expression.of("{id} = ?", given.uuid(ID))));
    }

    /** Takes out what is not being archived right now. */
    ErasableStores.Outgoing erase(ErasureScope.Messages erased) {
        @Nullable
        Item given = database.get(GIVEN).filter(found -> !found.has(DONE)).orElse(null);
        Erasing erasing = new Erasing(erased, given);
        for (int shard = 0; shard < OutboxItems.SHARDS; shard++) {
            List<Item> group = new ArrayList<>();
            Iterator<Item> items = database.stream(Query.in(Table.TELEMETRY, OutboxItems.partition(shard))
                            .pages(PAGE))
                    .iterator();
            while (items.hasNext()) {
                Item item = items.next();
                if (!group.isEmpty()
                        && !OutboxItems.group(group.getFirst().key()).equals(OutboxItems.group(item.key()))) {
                    erasing.lookAt(group);
                    group = new ArrayList<>();
                }
                group.add(item);
            }
            erasing.lookAt(group);
        }
        return new ErasableStores.Outgoing(erasing.removed, erasing.onTheirWay);
    }

    /** One erasure on its way through the outbox. */
    private final class Erasing {

        private final ErasureScope.Messages erased;
        private final @Nullable Item given;
        private final Set<Key> underway;
        private long removed;
        private boolean onTheirWay;

        Erasing(ErasureScope.Messages erased, @Nullable Item given) {
            this.erased = erased;
            this.given = given;
            underway = given == null ? Set.of() : Set.copyOf(keys(given));
        }

        void lookAt(List<Item> group) {
            List<ArchivedMessage> all = group.isEmpty() ? List.of() : OutboxItems.messages(group);
            List<ArchivedMessage> left =
                    all.stream().filter(message -> !erased.hold(message)).toList();
            if (left.size() == all.size()) {
                return;
            }
            // Nothing may be given out between looking and writing: then it is looked at again.
            if (underway.contains(group.getFirst().key()) || !reduce(group, left, given)) {
                onTheirWay = true;
            } else {
                removed += all.size() - left.size();
            }
        }
    }

    private boolean reduce(List<Item> pieces, List<ArchivedMessage> left, @Nullable Item given) {
        List<Write> writes = new ArrayList<>(OutboxItems.reduced(pieces, left));
        writes.add(Write.check(
                GIVEN,
                given == null
                        ? Expression.of("attribute_not_exists({pk}) or attribute_exists({done})")
                        : Expression.of("{id} = ?", given.uuid(ID))));
        return database.transact(writes).isEmpty();
    }
}
