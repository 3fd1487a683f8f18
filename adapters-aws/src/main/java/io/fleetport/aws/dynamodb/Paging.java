package io.fleetport.aws.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** The pages that answer a query, one after the other. */
final class Paging {

    private final DynamoDbClient client;
    private final Database database;
    private final Query query;

    Paging(DynamoDbClient client, Database database, Query query) {
        this.client = client;
        this.database = database;
        this.query = query;
    }

    /** A page as it came; {@code next} is null behind the last one. */
    private record Answer(
            List<Map<String, AttributeValue>> items,
            @Nullable Map<String, AttributeValue> next) {}

    Stream<Item> stream() {
        if (Key.compare(query.from(), query.until()) >= 0) {
            return Stream.empty();
        }
        // Pages are read when the stream gets there, as flatMap takes one inner stream after the other.
        return Stream.iterate(read(null), Objects::nonNull, last -> last.next() == null ? null : read(last.next()))
                .flatMap(answer -> items(answer).stream());
    }

    private Answer read(@Nullable Map<String, AttributeValue> after) {
        QueryResponse answer = Database.call("looking for items", () -> client.query(request(after)));
        return new Answer(answer.items(), answer.hasLastEvaluatedKey() ? answer.lastEvaluatedKey() : null);
    }

    private QueryRequest request(@Nullable Map<String, AttributeValue> after) {
        Index index = query.index();
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        Expression keys = Expression.of(
                "{" + (index == null ? Key.PK : index.pk()) + "} = ? and {" + sortKey() + "} between ? and ?",
                query.pk(),
                query.from(),
                query.until());
        QueryRequest.Builder request = QueryRequest.builder()
                .tableName(database.name(query.table()))
                .indexName(index == null ? null : index.indexName())
                .consistentRead(index == null)
                .keyConditionExpression(keys.in(names, values))
                .scanIndexForward(query.forward())
                .limit(query.pageSize())
                .exclusiveStartKey(after);
        // A filter on attributes that an index does not have is for what is read from the table, below.
        if (query.filter() != null) {
            request.filterExpression(query.filter().in(names, values));
        }
        return request.expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .build();
    }

    private String sortKey() {
        return query.index() == null ? Key.SK : query.index().sk();
    }

    private List<Item> items(Answer answer) {
        List<Item> found = new ArrayList<>();
        for (Map<String, AttributeValue> attributes : answer.items()) {
            Item item = Item.of(query.table(), attributes);
            if (!query.until().equals(item.text(sortKey()))) { // "between" has both ends, a query only the first
                found.add(item);
            }
        }
        return query.index() == null || query.keysOnly() ? found : asTheyAre(found, query.index());
    }

    /** Without those that are gone or elsewhere in the index by now. */
    private List<Item> asTheyAre(List<Item> indexed, Index index) {
        Map<Key, Item> stored = database.getAll(indexed.stream().map(Item::key).toList());
        List<Item> found = new ArrayList<>();
        for (Item entry : indexed) {
            Item item = stored.get(entry.key());
            if (item != null
                    && query.pk().equals(item.textOrNull(index.pk()))
                    && entry.text(index.sk()).equals(item.textOrNull(index.sk()))) {
                found.add(item);
            }
        }
        return found;
    }
}
