package io.fleetport.aws.dynamodb;

import static io.fleetport.aws.dynamodb.Failures.CONDITION;

import io.fleetport.application.port.out.PortUnavailable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The tables, as our stores use them. Everything but an index is read as it is now. Safe to use from many threads. Any method
 * may throw {@link PortUnavailable}; a write that did may or may not have been done.
 */
final class Database implements AutoCloseable {

    /** The most of one transaction ("TransactWriteItems"). */
    static final int TRANSACTION_WRITES = 100;

    /** Of the 4 MB that one may have, with room for what is not counted. */
    static final int TRANSACTION_BYTES = 3_500_000;

    /** What of ours goes in one item, of the 400 KB that it may have with its keys and everything else. */
    static final int ITEM_BYTES = 350_000;

    private static final int READ_AT_ONCE = 100; // "BatchGetItem"
    private static final int WRITTEN_AT_ONCE = 25; // "BatchWriteItem"

    private final DynamoSettings settings;
    private final DynamoDbClient client;
    private volatile @Nullable Pace pace;

    /** Makes or looks at the tables. */
    Database(DynamoSettings settings) {
        this.settings = settings;
        client = settings.access().open(DynamoDbClient.builder());
        try {
            new Tables(client, settings).prepare();
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    DynamoSettings settings() {
        return settings;
    }

    String name(Table table) {
        return table.nameWith(settings.prefix());
    }

    Pauses pauses(String doing) {
        return new Pauses(doing, settings.access().attempts());
    }

    Optional<Item> get(Key key) {
        Map<String, AttributeValue> found = call(
                        "reading an item",
                        () -> client.getItem(request -> request.tableName(name(key.table()))
                                .key(key.attributes())
                                .consistentRead(true)))
                .item();
        return found.isEmpty() ? Optional.empty() : Optional.of(Item.of(key.table(), found));
    }

    /** Those that are there, by their keys. */
    Map<Key, Item> getAll(Collection<Key> keys) {
        List<Key> wanted = new ArrayList<>(new LinkedHashSet<>(keys));
        Map<Key, Item> found = new HashMap<>();
        for (int from = 0; from < wanted.size(); from += READ_AT_ONCE) {
            getSome(wanted.subList(from, Math.min(wanted.size(), from + READ_AT_ONCE)), found);
        }
        return found;
    }

    private void getSome(List<Key> keys, Map<Key, Item> found) {
        Map<String, KeysAndAttributes> open = new HashMap<>();
        Map<String, Table> tables = new HashMap<>();
        keys.stream().collect(Collectors.groupingBy(Key::table)).forEach((table, ofTable) -> {
            tables.put(name(table), table);
            open.put(
                    name(table),
                    KeysAndAttributes.builder()
                            .keys(ofTable.stream().map(Key::attributes).toList())
                            .consistentRead(true)
                            .build());
        });
        Pauses pauses = pauses("reading items");
        Map<String, KeysAndAttributes> rest = open;
        while (true) {
            Map<String, KeysAndAttributes> asked = rest;
            var answer = call("reading items", () -> client.batchGetItem(request -> request.requestItems(asked)));
            answer.responses().forEach((name, items) -> {
                for (Map<String, AttributeValue> attributes : items) {
                    Item item = Item.of(tableOf(name, tables), attributes);
                    found.put(item.key(), item);
                }
            });
            rest = answer.unprocessedKeys();
            if (rest.isEmpty()) {
                return;
            }
            pauses.next();
        }
    }

    private static Table tableOf(String name, Map<String, Table> tables) {
        Table table = tables.get(name);
        if (table == null) {
            throw new IllegalStateException("an answer names table " + name + ", which was not asked");
        }
        return table;
    }

    /** Page by page, as far as the stream is read. What an index finds is read from the table, as it is there now. */
    Stream<Item> stream(Query query) {
        return new Paging(client, this, query).stream();
    }

    /** @param limit most items, 0 or more */
    List<Item> list(Query query, int limit) {
        int page = Math.clamp(limit, 1, Math.max(query.pageSize(), 1_000));
        return stream(query.filter() == null ? query.pages(page) : query)
                .limit(limit)
                .toList();
    }

    /** Lets no more than so many writes through a second from now on, each item of a transaction counted. */
    void limitWrites(int perSecond) {
        pace = new Pace(perSecond);
    }

    private void awaitTurn(int writes) {
        Pace limited = pace;
        if (limited != null) {
            limited.await(writes);
        }
    }

    /** @return false when the condition does not hold and nothing was done */
    boolean write(Write write) {
        awaitTurn(1);
        Write.Words words = write.words();
        String table = name(write.key().table());
        try {
            switch (write.kind()) {
                case PUT ->
                    client.putItem(request -> request.tableName(table)
                            .item(write.itemPut().attributes())
                            .conditionExpression(words.condition())
                            .expressionAttributeNames(words.names())
                            .expressionAttributeValues(words.values()));
                case UPDATE ->
                    client.updateItem(request -> request.tableName(table)
                            .key(write.key().attributes())
                            .updateExpression(words.change())
                            .conditionExpression(words.condition())
                            .expressionAttributeNames(words.names())
                            .expressionAttributeValues(words.values()));
                case DELETE ->
                    client.deleteItem(request -> request.tableName(table)
                            .key(write.key().attributes())
                            .conditionExpression(words.condition())
                            .expressionAttributeNames(words.names())
                            .expressionAttributeValues(words.values()));
                case CHECK -> throw new IllegalArgumentException("a check is of a transaction only");
            }
            return true;
        } catch (ConditionalCheckFailedException refused) {
            return false;
        } catch (SdkException e) {
            throw Failures.translated("writing an item", e);
        }
    }

    /**
     * All of it or nothing.
     *
     * @param writes at most {@value #TRANSACTION_WRITES}, of as many items
     * @return those whose condition does not hold, when nothing was done; empty when all was
     */
    List<Write> transact(List<Write> writes) {
        if (writes.isEmpty()) {
            return List.of();
        }
        var items = writes.stream()
                .map(write -> Requests.ofTransaction(write, this))
                .toList();
        Pauses pauses = pauses("a transaction");
        while (true) {
            awaitTurn(writes.size());
            try {
                client.transactWriteItems(request -> request.transactItems(items));
                return List.of();
            } catch (TransactionCanceledException cancelled) {
                List<Write> refused = refused(writes, cancelled);
                if (!refused.isEmpty()) {
                    return refused;
                }
                if (!Failures.passes(cancelled)) {
                    throw Failures.translated("a transaction", cancelled);
                }
                pauses.next(Failures.translated("a transaction", cancelled));
            } catch (SdkException e) {
                throw Failures.translated("a transaction", e);
            }
        }
    }

    private static List<Write> refused(List<Write> writes, TransactionCanceledException cancelled) {
        List<Write> refused = new ArrayList<>();
        for (int i = 0; i < cancelled.cancellationReasons().size(); i++) {
            if (CONDITION.equals(cancelled.cancellationReasons().get(i).code())) {
                refused.add(writes.get(i));
            }
        }
        return refused;
    }

    /** Puts and deletes, without conditions, each on its own and in any order, each of another item. */
    void writeAll(List<Write> writes) {
        for (int from = 0; from < writes.size(); from += WRITTEN_AT_ONCE) {
            Map<String, List<WriteRequest>> rest = new HashMap<>();
            for (Write write : writes.subList(from, Math.min(writes.size(), from + WRITTEN_AT_ONCE))) {
                rest.computeIfAbsent(name(write.key().table()), name -> new ArrayList<>())
                        .add(Requests.ofBatch(write));
            }
            Pauses pauses = pauses("writing items");
            while (true) {
                Map<String, List<WriteRequest>> asked = rest;
                awaitTurn(asked.values().stream().mapToInt(List::size).sum());
                rest = call("writing items", () -> client.batchWriteItem(request -> request.requestItems(asked)))
                        .unprocessedItems();
                if (rest.isEmpty()) {
                    break;
                }
                pauses.next();
            }
        }
    }

    static <T> T call(String doing, Supplier<T> work) {
        try {
            return work.get();
        } catch (SdkException e) {
            throw Failures.translated(doing, e);
        }
    }

    /** Whether DynamoDB answers now. */
    boolean isAlive() {
        try {
            client.describeTable(request -> request.tableName(name(Table.TELEMETRY)));
            return true;
        } catch (SdkException e) {
            return false;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
