package io.fleetport.aws.kinesis;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How a stream is read, together with other processes of the same {@code consumer} name.
 *
 * @param stream its name
 * @param consumer who shares the shards and remembers how far each was read; the name of a table in DynamoDB. Where tables are
 *     named so with {@code -CoordinatorState} and {@code -WorkerMetricStats} behind it, as library versions before 3.5 made them,
 *     these are used, too
 * @param fanOut whether Kinesis pushes records over a connection of this consumer's own (enhanced fan-out), for a price, rather
 *     than being asked; the consumer is registered with the stream when it is read for the first time, stays so until somebody
 *     deregisters it, and its name is 128 characters at most
 * @param pollInterval pause between two questions of a shard, of which Kinesis answers five a second to all
 *     consumers together; 200 ms or more
 * @param pollRecords most records of an answer, 1 to 10,000 ("GetRecords")
 * @param checkpointInterval how often at most a shard's position is written; what is behind it is read again after a crash
 * @param failover a process that has not renewed its shard's lease for so long has lost it to another, and one that gives
 *     shards to all has lost that
 * @param lastCommits how long the end of a process waits for what it has read to become durable
 */
public record KinesisReaderSettings(
        String stream,
        String consumer,
        boolean fanOut,
        Duration pollInterval,
        int pollRecords,
        Duration checkpointInterval,
        Duration failover,
        Duration lastCommits) {

    /** Five a second is what Kinesis answers, and the most the client library asks. */
    public static final Duration LEAST_POLL_INTERVAL = Duration.ofMillis(200);

    public static final Duration USUAL_POLL_INTERVAL = Duration.ofMillis(250);
    public static final int USUAL_POLL_RECORDS = 1_000;
    public static final int MOST_POLL_RECORDS = 10_000;
    public static final Duration USUAL_CHECKPOINT_INTERVAL = Duration.ofSeconds(5);

    /** The client library's own. */
    public static final Duration USUAL_FAILOVER = Duration.ofSeconds(10);

    public static final Duration USUAL_LAST_COMMITS = Duration.ofSeconds(10);

    /** As DynamoDB names tables ("Naming rules"), with room for what is put behind. */
    private static final Pattern CONSUMER = Pattern.compile("[A-Za-z0-9_.-]{3,200}");

    /** Of the name of a consumer that is pushed to ("RegisterStreamConsumer"). */
    private static final int MOST_OF_PUSHED_NAME = 128;

    /** As Kinesis names streams ("CreateStream"). */
    private static final Pattern STREAM = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

    public KinesisReaderSettings {
        require(STREAM.matcher(stream).matches(), "stream must be 1 to 128 of A-Z a-z 0-9 _ . - but is " + stream);
        require(
                CONSUMER.matcher(consumer).matches(),
                "consumer must be 3 to 200 of A-Z a-z 0-9 _ . - but is " + consumer);
        require(
                !fanOut || consumer.length() <= MOST_OF_PUSHED_NAME,
                "consumer must be at most " + MOST_OF_PUSHED_NAME + " characters with fanOut but is " + consumer);
        require(
                pollInterval.compareTo(LEAST_POLL_INTERVAL) >= 0,
                "pollInterval must be at least " + LEAST_POLL_INTERVAL + " but is " + pollInterval);
        require(
                pollRecords >= 1 && pollRecords <= MOST_POLL_RECORDS,
                "pollRecords must be within 1.." + MOST_POLL_RECORDS + " but is " + pollRecords);
        require(
                !checkpointInterval.isNegative(),
                "checkpointInterval must not be negative but is " + checkpointInterval);
        require(failover.isPositive(), "failover must be positive but is " + failover);
        require(!lastCommits.isNegative(), "lastCommits must not be negative but is " + lastCommits);
    }

    /** By polling, with the usual values. */
    public static KinesisReaderSettings of(String stream, String consumer) {
        return new KinesisReaderSettings(
                stream,
                consumer,
                false,
                USUAL_POLL_INTERVAL,
                USUAL_POLL_RECORDS,
                USUAL_CHECKPOINT_INTERVAL,
                USUAL_FAILOVER,
                USUAL_LAST_COMMITS);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
