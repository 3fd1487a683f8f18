package io.fleetport.aws.dynamodb;

import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Writes as parts of requests for many of them. */
final class Requests {

    private Requests() {}

    static TransactWriteItem ofTransaction(Write write, Database database) {
        Write.Words words = write.words();
        String table = database.name(write.key().table());
        TransactWriteItem.Builder item = TransactWriteItem.builder();
        return switch (write.kind()) {
            case PUT ->
                item.put(put -> put.tableName(table)
                                .item(write.itemPut().attributes())
                                .conditionExpression(words.condition())
                                .expressionAttributeNames(words.names())
                                .expressionAttributeValues(words.values()))
                        .build();
            case UPDATE ->
                item.update(update -> update.tableName(table)
                                .key(write.key().attributes())
                                .updateExpression(words.change())
                                .conditionExpression(words.condition())
                                .expressionAttributeNames(words.names())
                                .expressionAttributeValues(words.values()))
                        .build();
            case DELETE ->
                item.delete(delete -> delete.tableName(table)
                                .key(write.key().attributes())
                                .conditionExpression(words.condition())
                                .expressionAttributeNames(words.names())
                                .expressionAttributeValues(words.values()))
                        .build();
            case CHECK ->
                item.conditionCheck(check -> check.tableName(table)
                                .key(write.key().attributes())
                                .conditionExpression(words.condition())
                                .expressionAttributeNames(words.names())
                                .expressionAttributeValues(words.values()))
                        .build();
        };
    }

    static WriteRequest ofBatch(Write write) {
        if (write.condition() != null) {
            throw new IllegalArgumentException("a batch of writes has no conditions");
        }
        return switch (write.kind()) {
            case PUT ->
                WriteRequest.builder()
                        .putRequest(put -> put.item(write.itemPut().attributes()))
                        .build();
            case DELETE ->
                WriteRequest.builder()
                        .deleteRequest(delete -> delete.key(write.key().attributes()))
                        .build();
            case UPDATE, CHECK -> throw new IllegalArgumentException("a batch of writes has no " + write.kind());
        };
    }
}
