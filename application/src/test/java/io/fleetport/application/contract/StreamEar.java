package io.fleetport.application.contract;

import io.fleetport.application.port.out.StreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Hears what a reader reads; all of it is durable at once, but what it is told is not. */
public final class StreamEar implements StreamReader.ShardConsumers {

    private final List<StreamReader.Entry> heard = new CopyOnWriteArrayList<>();
    private final Set<String> shards = ConcurrentHashMap.newKeySet();

    /** By key: the last entry that becomes durable. */
    private final Map<String, String> last = new ConcurrentHashMap<>();

    /** Of this key nothing behind the entry with that text becomes durable, nor does anything behind it in its shard. */
    public void durableUpTo(String key, String text) {
        last.put(key, text);
    }

    public List<StreamReader.Entry> heard() {
        return heard;
    }

    /** What came of one key, in its order. */
    public List<String> ofKey(String key) {
        return heard.stream()
                .filter(entry -> entry.key().equals(key))
                .map(StreamEar::text)
                .toList();
    }

    /** Those that anything came from. */
    public Set<String> shards() {
        return shards;
    }

    private static String text(StreamReader.Entry entry) {
        return new String(entry.bytes(), StandardCharsets.US_ASCII);
    }

    @Override
    public StreamReader.ShardConsumer of(String shard) {
        return new Shard(shard);
    }

    private final class Shard implements StreamReader.ShardConsumer {

        private final String name;
        private @Nullable String durable;
        private boolean held;

        Shard(String name) {
            this.name = name;
        }

        @Override
        public synchronized void take(List<StreamReader.Entry> entries) {
            for (StreamReader.Entry entry : entries) {
                shards.add(name);
                heard.add(entry);
                String end = last.get(entry.key());
                held |= "none".equals(end);
                if (!held) {
                    durable = entry.position();
                }
                held |= text(entry).equals(end);
            }
        }

        @Override
        public synchronized Optional<String> durable() {
            Optional<String> now = Optional.ofNullable(durable);
            durable = null;
            return now;
        }

        @Override
        public synchronized boolean awaitDurable(Duration patience) {
            return !held;
        }

        @Override
        public void stop() {}
    }
}
