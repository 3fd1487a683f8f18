package io.fleetport.application.port.out;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads a {@link TelemetryStream}: every shard in its order, from where its consumer last said that everything before is
 * durable. After a crash, or when a shard goes from one process to another, entries after that place are read again.
 */
public interface StreamReader {

    /**
     * An entry as it was read.
     *
     * @param position where it stands in its shard; a word of the stream's own
     * @param arrivedAt when the stream took it, by the stream's clock
     */
    record Entry(String position, String key, Instant arrivedAt, byte[] bytes) {}

    /** Takes what one shard holds. Called from one thread at a time, but for {@link #stop}. */
    interface ShardConsumer {

        /**
         * Takes the next entries, in order. Blocks as long as there is no room for them.
         *
         * <p>When it throws, an entry was left out: it takes nothing more and is to be made anew.
         *
         * @throws InterruptedException when it was interrupted or stopped before it had taken them all
         */
        void take(List<Entry> entries) throws InterruptedException;

        /** The last position up to which everything taken is durable; empty when that has not moved since it was asked. */
        Optional<String> durable();

        /**
         * Waits until everything taken is durable.
         *
         * @return false when it is not within that time, and at once when it was stopped or an entry was left out
         */
        boolean awaitDurable(Duration patience) throws InterruptedException;

        /** Nothing more is to be taken: the shard is another's, or the process is ending. From any thread, more than once. */
        void stop();
    }

    /** Makes the consumer of a shard, each time it begins to be read by this process. */
    @FunctionalInterface
    interface ShardConsumers {
        ShardConsumer of(String shard);
    }

    /** Begins to read. Shards are shared with other processes that read the same stream under the same name. */
    Reading read(ShardConsumers consumers);

    /** Is underway until it is closed, which waits a while for what was taken to become durable. */
    interface Reading extends AutoCloseable {
        @Override
        void close();
    }
}
