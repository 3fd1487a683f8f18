package io.fleetport.application.memory;

import io.fleetport.application.port.out.StreamReader;
import io.fleetport.application.port.out.TelemetryStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * A stream in this process that keeps everything, and what its readers have done with it. Readers of one name begin where the
 * one before them ended; two of them at a time each read everything. Safe to use from many threads.
 */
public final class InMemoryTelemetryStream implements TelemetryStream {

    private static final int AT_ONCE = 100;
    private static final Duration PATIENCE = Duration.ofMillis(20);
    private static final Duration LAST_CALLS = Duration.ofSeconds(1);

    private final Limits limits;
    private final Predicate<Entry> takes;
    private final Clock clock;
    private final List<Shard> shards = new ArrayList<>();

    /** By reader and shard: how many entries are done. */
    private final Map<String, Integer> done = new ConcurrentHashMap<>();

    private static final class Shard {
        private final String name;
        private final List<StreamReader.Entry> entries = new ArrayList<>();

        Shard(String name) {
            this.name = name;
        }

        synchronized void add(Entry entry, Instant now) {
            entries.add(new StreamReader.Entry(Integer.toString(entries.size()), entry.key(), now, entry.bytes()));
        }

        synchronized List<StreamReader.Entry> from(int place) {
            return List.copyOf(entries.subList(place, Math.min(entries.size(), place + AT_ONCE)));
        }
    }

    /** @param takes whether an entry is taken, each time it is put; a stream that throttles takes some only */
    public InMemoryTelemetryStream(int shards, Limits limits, Predicate<Entry> takes, Clock clock) {
        this.limits = limits;
        this.takes = takes;
        this.clock = clock;
        for (int i = 0; i < shards; i++) {
            this.shards.add(new Shard("shard-" + i));
        }
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public Set<Integer> put(List<Entry> entries) {
        limits.check(entries);
        Set<Integer> notTaken = new LinkedHashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (takes.test(entry)) {
                shards.get(Math.floorMod(entry.key().hashCode(), shards.size())).add(entry, clock.instant());
            } else {
                notTaken.add(i);
            }
        }
        return notTaken;
    }

    /**
     * A reader of this name.
     *
     * @param lastCommits how long its end waits for what it has read to become durable
     */
    public StreamReader reader(String name, Duration lastCommits) {
        return consumers -> {
            List<Reader> readers = shards.stream()
                    .map(shard -> new Reader(name + "/" + shard.name, shard, consumers.of(shard.name), lastCommits))
                    .toList();
            readers.forEach(reader -> reader.thread.start());
            return () -> {
                readers.forEach(Reader::end);
                readers.forEach(Reader::awaitEnd);
            };
        };
    }

    private final class Reader {
        private final String name;
        private final Shard shard;
        private final StreamReader.ShardConsumer consumer;
        private final Duration lastCommits;
        private final Thread thread;
        private int next;
        private volatile boolean ending;

        Reader(String name, Shard shard, StreamReader.ShardConsumer consumer, Duration lastCommits) {
            this.name = name;
            this.shard = shard;
            this.consumer = consumer;
            this.lastCommits = lastCommits;
            this.next = done.getOrDefault(name, 0);
            this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
        }

        private void run() {
            try {
                while (!ending) {
                    List<StreamReader.Entry> entries = shard.from(next);
                    consumer.take(entries);
                    next += entries.size();
                    checkpoint();
                    if (entries.isEmpty()) {
                        Thread.sleep(PATIENCE);
                    }
                }
                boolean all = consumer.awaitDurable(lastCommits);
                checkpoint();
                if (!all) {
                    consumer.stop();
                }
            } catch (InterruptedException stopped) {
                checkpoint();
            }
        }

        private void checkpoint() {
            consumer.durable().ifPresent(position -> done.put(name, Integer.parseInt(position) + 1));
        }

        void end() {
            ending = true;
        }

        void awaitEnd() {
            try {
                if (!thread.join(lastCommits.plus(LAST_CALLS))) {
                    consumer.stop();
                    thread.join();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
