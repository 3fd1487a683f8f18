package io.fleetport.aws.kinesis;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The lock of the worker that gives shards to all others, as the client library keeps it: an item of the table of leases.
 *
 * <p>A worker that died without a word leaves it behind, and the library does not take over a lock that it finds held, however
 * long nobody has renewed it (awslabs/amazon-kinesis-client, issue 1803): from then on no shard is given to anybody. So each
 * process looks whether it is renewed, and removes it when it was not for as long as its holder had taken it. A holder that
 * was only slow notices at its next renewal that it is not the leader any more. Used by one thread.
 */
final class LeaderLock {

    private static final Logger LOG = LoggerFactory.getLogger(LeaderLock.class);

    /** The names the library gives in its class LeaderLock and in the lock client's table. */
    private static final Map<String, AttributeValue> KEY = Map.of("leaseKey", AttributeValue.fromS("Leader"));

    private static final String VERSION = "recordVersionNumber";
    private static final String TAKEN_FOR_MS = "leaseDuration";

    private final DynamoDbAsyncClient dynamo;
    private final String table;
    private final LongSupplier nanos;
    private @Nullable String seen;
    private long seenSince;

    /**
     * @param table of the leases
     * @param nanos as {@link System#nanoTime}
     */
    LeaderLock(DynamoDbAsyncClient dynamo, String table, LongSupplier nanos) {
        this.dynamo = dynamo;
        this.table = table;
        this.nanos = nanos;
    }

    /** Looks once, and removes a lock that was not renewed in time. Does not throw: what is not seen now is seen the next time. */
    void look() {
        try {
            Map<String, AttributeValue> lock = dynamo.getItem(
                            item -> item.tableName(table).key(KEY).consistentRead(true))
                    .join()
                    .item();
            AttributeValue version = lock.get(VERSION);
            AttributeValue takenFor = lock.get(TAKEN_FOR_MS);
            if (version == null || takenFor == null) {
                seen = null;
            } else if (!Objects.equals(version.s(), seen)) {
                seen = version.s();
                seenSince = nanos.getAsLong();
            } else if (nanos.getAsLong() - seenSince
                    > Duration.ofMillis(Long.parseLong(takenFor.s())).toNanos()) {
                remove(version);
            }
        } catch (RuntimeException unanswered) {
            LOG.debug("the leader's lock in {} could not be looked at", table, unanswered);
        }
    }

    private void remove(AttributeValue version) {
        try {
            dynamo.deleteItem(item -> item.tableName(table)
                            .key(KEY)
                            .conditionExpression("#version = :version")
                            .expressionAttributeNames(Map.of("#version", VERSION))
                            .expressionAttributeValues(Map.of(":version", version)))
                    .join();
            LOG.warn("who gave shards to readers in {} is gone without a word; another can now", table);
        } catch (CompletionException failure) {
            if (!(failure.getCause() instanceof ConditionalCheckFailedException)) {
                throw failure;
            }
        }
        seen = null;
    }
}
