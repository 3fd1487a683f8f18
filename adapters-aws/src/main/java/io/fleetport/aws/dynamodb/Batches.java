package io.fleetport.aws.dynamodb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Many items at a time, of which DynamoDB leaves out what it cannot do at once. That is asked for again as often as something was
 * done, and otherwise as often as any call is attempted. Safe to use from many threads.
 */
record Batches(DynamoDbClient client, Database database) {

    private static final int READ_AT_ONCE = 100; // "BatchGetItem"
    private static final int WRITTEN_AT_ONCE = 25; // "BatchWriteItem"

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
            tables.put(database.name(table), table);
            open.put(
                    database.name(table),
                    KeysAndAttributes.builder()
                            .keys(ofTable.stream().map(Key::attributes).toList())
                            .consistentRead(true)
                            .build());
        });
        Pauses pauses = database.pauses("reading items");
        Map<String, KeysAndAttributes> rest = open;
        while (true) {
            Map<String, KeysAndAttributes> asked = rest;
            var answer =
                    Database.call("reading items", () -> client.batchGetItem(request -> request.requestItems(asked)));
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
            // An answer holds 16 MB ("BatchGetItem"): that some is left out does not say that the server is busy.
            pauses.next(keys(rest) < keys(asked));
        }
    }

    private static int keys(Map<String, KeysAndAttributes> requests) {
        return requests.values().stream().mapToInt(table -> table.keys().size()).sum();
    }

    private static Table tableOf(String name, Map<String, Table> tables) {
        Table table = tables.get(name);
        if (table == null) {
            throw new IllegalStateException("an answer names table " + name + ", which was not asked");
        }
        return table;
    }

    /** Puts and deletes, without conditions, each on its own and in any order, each of another item. */
    void writeAll(List<Write> writes) {
        for (int from = 0; from < writes.size(); from += WRITTEN_AT_ONCE) {
            Map<String, List<WriteRequest>> rest = new HashMap<>();
            for (Write write : writes.subList(from, Math.min(writes.size(), from + WRITTEN_AT_ONCE))) {
                rest.computeIfAbsent(database.name(write.key().table()), name -> new ArrayList<>())
                        .add(Requests.ofBatch(write));
            }
            Pauses pauses = database.pauses("writing items");
            while (true) {
                Map<String, List<WriteRequest>> asked = rest;
                database.awaitTurn(count(asked));
                rest = Database.call(
                                "writing items", () -> client.batchWriteItem(request -> request.requestItems(asked)))
                        .unprocessedItems();
                if (rest.isEmpty()) {
                    break;
                }
                pauses.next(count(rest) < count(asked));
            }
        }
    }

    private static int count(Map<String, List<WriteRequest>> requests) {
        return requests.values().stream().mapToInt(List::size).sum();
    }
}
