package io.fleetport.aws.kinesis;

import io.fleetport.application.port.out.StreamReader;
import io.fleetport.application.thread.Recurring;
import io.fleetport.aws.sdk.AwsAccess;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
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
import software.amazon.kinesis.leases.LeaseManagementConfig;
import software.amazon.kinesis.metrics.NullMetricsFactory;
import software.amazon.kinesis.processor.SingleStreamTracker;
import software.amazon.kinesis.retrieval.RetrievalSpecificConfig;
import software.amazon.kinesis.retrieval.fanout.FanOutConfig;
import software.amazon.kinesis.retrieval.polling.PollingConfig;

/**
 * One worker of the library, with clients of its own; another one when it has ended by itself, as it does when DynamoDB or
 * Kinesis are away at its start. Ends its shards when it is closed.
 */
final class KinesisReading implements StreamReader.Reading {

    private static final Logger LOG = LoggerFactory.getLogger(KinesisReading.class);

    /** Beyond the wait for what is read to become durable. */
    private static final Duration LAST_CALLS = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** Few, because a worker that has not begun does not let itself be ended. */
    private static final int ATTEMPTS_TO_BEGIN = 2;

    /** So that one which comes late is not missed at once; the lock's client wants two at least. */
    private static final int RENEWALS_IN_TIME = 3;

    private final KinesisAsyncClient kinesis;
    private final DynamoDbAsyncClient dynamo;
    private final CloudWatchAsyncClient cloudWatch;
    private final KinesisReaderSettings settings;
    private final KinesisPace pace;
    private final StreamReader.ShardConsumers consumers;
    private final Recurring leaderLooks;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Scheduler worker;

    private KinesisReading(
            KinesisAsyncClient kinesis,
            DynamoDbAsyncClient dynamo,
            CloudWatchAsyncClient cloudWatch,
            KinesisReaderSettings settings,
            KinesisPace pace,
            StreamReader.ShardConsumers consumers) {
        this.kinesis = kinesis;
        this.dynamo = dynamo;
        this.cloudWatch = cloudWatch;
        this.settings = settings;
        this.pace = pace;
        this.consumers = consumers;
        LeaderLock leader = new LeaderLock(dynamo, settings.consumer(), System::nanoTime);
        this.leaderLooks = new Recurring("stream-leader", settings.failover().dividedBy(2), leader::look);
        this.thread =
                Thread.ofPlatform().daemon().name("stream-" + settings.stream()).unstarted(this::run);
    }

    /** @param leases how DynamoDB is reached */
    static KinesisReading begin(
            AwsAccess access,
            AwsAccess leases,
            KinesisReaderSettings settings,
            KinesisPace pace,
            StreamReader.ShardConsumers consumers) {
        KinesisReading reading = new KinesisReading(
                access.openAsync(KinesisAsyncClient.builder(), settings.fanOut()),
                leases.openAsync(DynamoDbAsyncClient.builder(), false),
                // Never called, but the library wants one: its figures are not sent anywhere.
                access.openAsync(CloudWatchAsyncClient.builder(), false),
                settings,
                pace,
                consumers);
        reading.thread.start();
        reading.leaderLooks.start();
        return reading;
    }

    private void run() {
        try {
            do {
                try {
                    Scheduler begun = worker();
                    worker = begun;
                    begun.run();
                } catch (RuntimeException failure) {
                    LOG.error("{} could not be read", settings.stream(), failure);
                }
                if (ending.getCount() > 0) {
                    LOG.warn("nobody here reads {}, beginning again in {}", settings.stream(), PAUSE);
                }
            } while (!ending.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private Scheduler worker() {
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
                configs.coordinatorConfig()
                        .maxInitializationAttempts(ATTEMPTS_TO_BEGIN)
                        .shardConsumerDispatchPollIntervalMillis(pace.dispatch().toMillis()),
                leases(configs.leaseManagementConfig()),
                configs.lifecycleConfig(),
                configs.metricsConfig().metricsFactory(new NullMetricsFactory()),
                // Also where nothing comes, what is durable meanwhile has to be checkpointed.
                configs.processorConfig().callProcessRecordsEvenForEmptyRecordList(true),
                configs.retrievalConfig().retrievalSpecificConfig(retrieval()));
    }

    /** Who leads is held to the same time as who reads a shard: a shard of one that died has to wait for both. */
    private LeaseManagementConfig leases(LeaseManagementConfig config) {
        config.workerUtilizationAwareAssignmentConfig()
                .inMemoryWorkerMetricsCaptureFrequencyMillis(pace.measure().toMillis())
                .workerMetricsReporterFreqInMillis(pace.reports().toMillis());
        long failover = settings.failover().toMillis();
        return config.failoverTimeMillis(failover)
                .leaseAssignmentIntervalMillis(pace.assignment().toMillis())
                .dynamoDbLockBasedLeaderLeaseDurationInMillis(failover)
                .dynamoDbLockBasedLeaderHeartbeatPeriodInMillis(failover / RENEWALS_IN_TIME);
    }

    private RetrievalSpecificConfig retrieval() {
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
        ending.countDown();
        Scheduler last = worker;
        if (last != null && !endShards(last)) {
            LOG.info(
                    "not every shard of {} could be ended; what was not checkpointed is read again", settings.stream());
            stop(last);
        }
        end();
    }

    private boolean endShards(Scheduler last) {
        try {
            return last.startGracefulShutdown()
                    .get(settings.lastCommits().plus(LAST_CALLS).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException failure) {
            LOG.debug("the shards could not be ended", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** Ends without a word to anybody, as a crash would: leases stay until they run out, and nothing is checkpointed. */
    void kill() {
        ending.countDown();
        Scheduler last = worker;
        if (last != null) {
            stop(last);
        }
        end();
    }

    /** By a thread of its own, as it may wait for calls to DynamoDB. */
    private static void stop(Scheduler last) {
        join(Thread.ofPlatform().daemon().name("stream-stop").start(last::shutdown));
    }

    private void end() {
        leaderLooks.close();
        if (!join(thread)) {
            thread.interrupt();
            join(thread);
        }
        kinesis.close();
        dynamo.close();
        cloudWatch.close();
    }

    private static boolean join(Thread ended) {
        try {
            return ended.join(LAST_CALLS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
