package io.fleetport.aws.dynamodb;

import static io.fleetport.aws.dynamodb.Failures.CONDITION;

import io.fleetport.application.port.out.PortUnavailable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

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
        return new Batches(client, this).getAll(keys);
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

    void awaitTurn(int writes) {
        Pace limited = pace;
        if (limited != null) {
            limited.await(writes);
        }
    }

    /**
     * @return false when the condition does not hold and nothing was done; also when it was done, the answer was lost and the
     *     condition does not hold any more. Where that matters see {@link #writeOnce}
     */
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
     * As {@link #write}, for who is told whether it was done. When an answer is lost the SDK asks again, and then finds the
     * condition broken by what it has done itself; a transaction is known again by its token, for ten minutes
     * ("TransactWriteItems"). It takes twice the capacity.
     */
    boolean writeOnce(Write write) {
        return transact(List.of(write)).isEmpty();
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
        new Batches(client, this).writeAll(writes);
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
