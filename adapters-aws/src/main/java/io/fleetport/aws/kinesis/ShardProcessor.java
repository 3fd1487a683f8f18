package io.fleetport.aws.kinesis;

import io.fleetport.application.port.out.StreamReader;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.kinesis.exceptions.InvalidStateException;
import software.amazon.kinesis.exceptions.KinesisClientLibDependencyException;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.exceptions.ThrottlingException;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;
import software.amazon.kinesis.processor.ShardRecordProcessor;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/**
 * One lease of a shard: passes records on and checkpoints what is durable, never more. The library passes over records whose
 * processing throws; so nothing is thrown here, and once a record was not taken nothing behind it is.
 */
final class ShardProcessor implements ShardRecordProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(ShardProcessor.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final StreamReader.ShardConsumers consumers;
    private final KinesisReaderSettings settings;
    private String shard = "a shard";
    private StreamReader.@Nullable ShardConsumer consumer;
    private @Nullable String durable;
    private long checkpointedNanos;

    /** A record could not be taken. It must not be passed over, whatever comes behind it. */
    private boolean leftOut;

    ShardProcessor(StreamReader.ShardConsumers consumers, KinesisReaderSettings settings) {
        this.consumers = consumers;
        this.settings = settings;
    }

    @Override
    public void initialize(InitializationInput lease) {
        shard = lease.shardId();
        consumer = consumers.of(shard);
        checkpointedNanos = System.nanoTime();
        LOG.info("reading {} of {}", shard, settings.stream());
    }

    @Override
    public void processRecords(ProcessRecordsInput read) {
        try {
            consumer().take(read.records().stream().map(ShardProcessor::entry).toList());
        } catch (InterruptedException stopped) {
            leftOut = true;
            Thread.currentThread().interrupt();
            return;
        } catch (RuntimeException | Error bug) {
            leftOut = true;
            LOG.error("{} cannot be read on by this process, which has to be started again", shard, bug);
        }
        if (System.nanoTime() - checkpointedNanos
                >= settings.checkpointInterval().toNanos()) {
            checkpoint(read.checkpointer());
        }
    }

    private static StreamReader.Entry entry(KinesisClientRecord record) {
        byte[] bytes = new byte[record.data().remaining()];
        record.data().duplicate().get(bytes);
        return new StreamReader.Entry(
                record.sequenceNumber() + "/" + record.subSequenceNumber(),
                record.partitionKey(),
                record.approximateArrivalTimestamp(),
                bytes);
    }

    /** Another process reads on from what was checkpointed; what is stored from here on it finds to be there. */
    @Override
    public void leaseLost(LeaseLostInput lost) {
        if (consumer == null) { // also told of a lease that ends before it has begun
            return;
        }
        consumer().stop();
        LOG.info("lost {} of {}", shard, settings.stream());
    }

    /** The shards it was split or merged into are read only after this: that keeps the order of a key from one to the next. */
    @Override
    public void shardEnded(ShardEndedInput end) {
        try {
            while (!consumer().awaitDurable(PATIENCE)) {
                if (leftOut) {
                    LOG.error("{} has ended, but not all of it was taken: this process has to be started again", shard);
                    return;
                }
                LOG.debug("{} has ended and waits for its last entries to be durable", shard);
                if (Thread.interrupted()) {
                    throw new InterruptedException("the process is ending");
                }
            }
            end.checkpointer().checkpoint();
            LOG.info("read {} of {} to its end", shard, settings.stream());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ShutdownException lost) {
            consumer().stop();
        } catch (ThrottlingException | KinesisClientLibDependencyException | InvalidStateException failure) {
            // The library notices that the end was not checkpointed, and comes again.
            LOG.warn("the end of {} could not be checkpointed: {}", shard, failure.getMessage());
        }
    }

    @Override
    public void shutdownRequested(ShutdownRequestedInput request) {
        if (consumer == null) {
            return;
        }
        try {
            if (!consumer().awaitDurable(settings.lastCommits())) {
                LOG.warn("not all that was read of {} is durable; the rest will be read again", shard);
            }
            checkpoint(request.checkpointer());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        consumer().stop();
    }

    private void checkpoint(RecordProcessorCheckpointer checkpointer) {
        consumer().durable().ifPresent(position -> durable = position);
        String position = durable;
        if (position == null) {
            return;
        }
        checkpointedNanos = System.nanoTime();
        List<String> numbers = List.of(position.split("/"));
        try {
            checkpointer.checkpoint(numbers.getFirst(), Long.parseLong(numbers.getLast()));
            durable = null;
        } catch (ShutdownException lost) {
            consumer().stop();
        } catch (ThrottlingException | KinesisClientLibDependencyException passing) {
            LOG.warn("{} has to be checkpointed later: {}", shard, passing.getMessage());
        } catch (InvalidStateException | IllegalArgumentException refused) {
            durable = null;
            LOG.error("{} could not be checkpointed", shard, refused);
        }
    }

    private StreamReader.ShardConsumer consumer() {
        StreamReader.ShardConsumer begun = consumer;
        if (begun == null) {
            throw new IllegalStateException("the lease has not begun");
        }
        return begun;
    }
}
