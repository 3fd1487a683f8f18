package io.fleetport.aws.kinesis;

import io.fleetport.application.port.out.StreamReader;
import io.fleetport.aws.sdk.AwsAccess;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.kinesis.common.ConfigsBuilder;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.common.StreamIdentifier;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.metrics.NullMetricsFactory;
import software.amazon.kinesis.processor.SingleStreamTracker;
import software.amazon.kinesis.retrieval.RetrievalSpecificConfig;
import software.amazon.kinesis.retrieval.fanout.FanOutConfig;
import software.amazon.kinesis.retrieval.polling.PollingConfig;

/** One worker of the library, with clients of its own. Ends its shards when it is closed. */
final class KinesisReading implements StreamReader.Reading {

    private static final Logger LOG = LoggerFactory.getLogger(KinesisReading.class);

    /** Beyond the wait for what is read to become durable. */
    private static final Duration LAST_CALLS = Duration.ofSeconds(5);

    /** Between two attempts to begin, each of which the library tells with a stack trace. */
    private static final Duration START_PAUSE = Duration.ofSeconds(5);

    private final KinesisAsyncClient kinesis;
    private final DynamoDbAsyncClient dynamo;
    private final CloudWatchAsyncClient cloudWatch;
    private final Scheduler scheduler;
    private final Thread thread;
    private final Duration lastCommits;
    private volatile boolean ending;

    private KinesisReading(
            KinesisAsyncClient kinesis,
            DynamoDbAsyncClient dynamo,
            CloudWatchAsyncClient cloudWatch,
            KinesisReaderSettings settings,
            StreamReader.ShardConsumers consumers) {
        this.kinesis = kinesis;
        this.dynamo = dynamo;
        this.cloudWatch = cloudWatch;
        this.scheduler = scheduler(settings, consumers);
        this.thread = Thread.ofPlatform().name("stream-" + settings.stream()).unstarted(() -> run(settings));
        this.lastCommits = settings.lastCommits();
    }

    /** @param leases how DynamoDB is reached */
    static KinesisReading begin(
            AwsAccess access, AwsAccess leases, KinesisReaderSettings settings, StreamReader.ShardConsumers consumers) {
        KinesisReading reading = new KinesisReading(
                access.openAsync(KinesisAsyncClient.builder(), settings.fanOut()),
                leases.openAsync(DynamoDbAsyncClient.builder(), false),
                // Never called, but the library wants one: its figures are not sent anywhere.
                access.openAsync(CloudWatchAsyncClient.builder(), false),
                settings,
                consumers);
        reading.thread.start();
        return reading;
    }

    private void run(KinesisReaderSettings settings) {
        scheduler.run();
        if (!ending) {
            LOG.error("nobody reads {} any more: this process has to be started again", settings.stream());
        }
    }

    private Scheduler scheduler(KinesisReaderSettings settings, StreamReader.ShardConsumers consumers) {
        SingleStreamTracker tracker = new SingleStreamTracker(
                StreamIdentifier.singleStreamInstance(settings.stream()),
                InitialPositionInStreamExtended.newInitialPosition(InitialPositionInStream.TRIM_HORIZON));
        ConfigsBuilder configs = new ConfigsBuilder(
                tracker,
                settings.consumer(),
                kinesis,
                dynamo,
                cloudWatch,
                UUID.randomUUID().toString(),
                () -> new ShardProcessor(consumers, settings));
        return new Scheduler(
                configs.checkpointConfig(),
                // Whatever is away at the start comes back; the library's own would give up after 20 seconds.
                configs.coordinatorConfig()
                        .maxInitializationAttempts(Integer.MAX_VALUE)
                        .schedulerInitializationBackoffTimeMillis(START_PAUSE.toMillis()),
                configs.leaseManagementConfig()
                        .failoverTimeMillis(settings.failover().toMillis()),
                configs.lifecycleConfig(),
                configs.metricsConfig().metricsFactory(new NullMetricsFactory()),
                // Also where nothing comes, what is durable meanwhile has to be checkpointed.
                configs.processorConfig().callProcessRecordsEvenForEmptyRecordList(true),
                configs.retrievalConfig().retrievalSpecificConfig(retrieval(settings)));
    }

    private RetrievalSpecificConfig retrieval(KinesisReaderSettings settings) {
        if (settings.fanOut()) {
            return new FanOutConfig(kinesis).streamName(settings.stream()).applicationName(settings.consumer());
        }
        PollingConfig polling = new PollingConfig(settings.stream(), kinesis)
                .idleTimeBetweenReadsInMillis(settings.pollInterval().toMillis());
        polling.maxRecords(settings.pollRecords());
        return polling;
    }

    @Override
    public void close() {
        ending = true;
        try {
            boolean gracefully = scheduler
                    .startGracefulShutdown()
                    .get(lastCommits.plus(LAST_CALLS).toMillis(), TimeUnit.MILLISECONDS);
            if (gracefully) {
                end();
                return;
            }
            LOG.info("not every shard could be ended; what was not checkpointed is read again");
        } catch (TimeoutException | ExecutionException failure) {
            LOG.warn("the shards could not be ended; what was not checkpointed is read again", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        kill();
    }

    /** Ends without a word to anybody, as a crash would: leases stay until they run out, and nothing is checkpointed. */
    void kill() {
        ending = true;
        scheduler.shutdown();
        end();
    }

    private void end() {
        try {
            if (!thread.join(LAST_CALLS)) {
                thread.interrupt();
                thread.join(LAST_CALLS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        kinesis.close();
        dynamo.close();
        cloudWatch.close();
    }
}
