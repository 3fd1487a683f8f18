package io.fleetport.aws.elasticache;

import io.fleetport.application.port.out.PortUnavailable;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XTrimArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.BooleanOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Two connections to Redis, one that waits for what comes and one for everything else. Commands given by one thread are done
 * in their order. Once broken it stays broken. Safe to use from many threads, but for {@link #await} and {@link #checkAlive}.
 */
final class RedisLink implements AutoCloseable {

    static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    /** The one field of an entry. */
    static final String FIELD = "e";

    private final RedisSettings settings;
    private final StatefulRedisConnection<String, byte[]> commands;
    private final StatefulRedisConnection<String, byte[]> waiting;
    private volatile boolean stale;
    private @Nullable RedisFuture<String> pulse;
    private long pulseSince;

    private RedisLink(
            RedisSettings settings,
            StatefulRedisConnection<String, byte[]> commands,
            StatefulRedisConnection<String, byte[]> waiting) {
        this.settings = settings;
        this.commands = commands;
        this.waiting = waiting;
    }

    static RedisLink open(RedisClient client, RedisSettings settings) {
        try {
            StatefulRedisConnection<String, byte[]> commands = client.connect(CODEC);
            try {
                return new RedisLink(settings, commands, client.connect(CODEC));
            } catch (RedisException e) {
                commands.close();
                throw e;
            }
        } catch (RedisException e) {
            throw new PortUnavailable("Redis cannot be reached", e);
        }
    }

    /** Where the newest entry is. A stream without any gets one first, so that there always is a place to go on from. */
    Place place(String key) {
        List<StreamMessage<String, byte[]>> newest =
                answer(() -> commands.async().xrevrange(key, Range.unbounded(), Limit.from(1)));
        if (!newest.isEmpty()) {
            return Place.of(newest.getFirst().getId());
        }
        return mark(key, Passing.Mark.PLACE);
    }

    /** Appends a mark. @return where it is */
    Place mark(String key, Passing.Mark mark) {
        AsyncCommand<String, byte[], String> add = add(key, PassingEncoding.encode(mark));
        dispatch(List.of(add, keep(key)));
        return Place.of(answer(() -> add));
    }

    /** At most so many entries from this place on, beginning with the one that is there if it still is. */
    List<StreamMessage<String, byte[]>> from(String key, Place place, int most) {
        Range<String> range = Range.from(Range.Boundary.including(place.toString()), Range.Boundary.unbounded());
        return answer(() -> commands.async().xrange(key, range, Limit.from(most)));
    }

    /** Whether what came after this place is still held: entries go oldest first. */
    boolean holds(String key, Place place) {
        return begins(from(key, place, 1), place);
    }

    static boolean begins(List<StreamMessage<String, byte[]>> entries, Place place) {
        return !entries.isEmpty() && entries.getFirst().getId().equals(place.toString());
    }

    /** Removes all entries; the ids of later ones go on from where they were. */
    void empty(String key) {
        answer(() -> commands.async().xtrim(key, XTrimArgs.Builder.maxlen(0).exactTrimming()));
    }

    /** Waits a while for entries after the places given, at most so many of each stream. For one thread at a time. */
    List<StreamMessage<String, byte[]>> await(XReadArgs.StreamOffset<String>[] places, Duration longest, int most) {
        return answer(
                () -> waiting.async()
                        .xread(XReadArgs.Builder.block(longest.toMillis()).count(most), places),
                longest.plus(settings.patience()));
    }

    /**
     * A command that appends an entry and lets go of the oldest. Trimming by whole nodes of the stream costs next to nothing
     * (Redis documentation, XADD, "capped streams").
     */
    AsyncCommand<String, byte[], String> add(String key, byte[] entry) {
        CommandArgs<String, byte[]> arguments = new CommandArgs<>(CODEC)
                .addKey(key)
                .add("MAXLEN")
                .add("~")
                .add(settings.window())
                .add("*")
                .addKey(FIELD)
                .addValue(entry);
        return new AsyncCommand<>(new Command<>(CommandType.XADD, new StatusOutput<>(CODEC), arguments));
    }

    /** A command that has the stream go after a long silence. */
    AsyncCommand<String, byte[], Boolean> keep(String key) {
        CommandArgs<String, byte[]> arguments =
                new CommandArgs<>(CODEC).addKey(key).add(settings.kept().toMillis());
        return new AsyncCommand<>(new Command<>(CommandType.PEXPIRE, new BooleanOutput<>(CODEC), arguments));
    }

    /** Sends all at once. Each command completes, with a failure if need be; never throws. */
    void dispatch(List<? extends AsyncCommand<String, byte[], ?>> batch) {
        try {
            commands.dispatch(batch);
        } catch (RedisException e) {
            batch.forEach(command -> command.completeExceptionally(e));
        }
    }

    /** What we are connected to must not be used any more, although it answers. */
    void markStale() {
        stale = true;
    }

    /**
     * Asks for a sign of life now and then, without waiting for it. For one thread at a time.
     *
     * @throws PortUnavailable when the link is broken, or the last sign of life asked for never came
     */
    void checkAlive() {
        if (stale || !commands.isOpen() || !waiting.isOpen()) {
            throw new PortUnavailable("the connection to Redis was lost", new RedisException("closed"));
        }
        RedisFuture<String> asked = pulse;
        long now = System.nanoTime();
        if (asked != null && !asked.isDone()) {
            if (now - pulseSince > settings.patience().toNanos()) {
                throw new PortUnavailable("Redis does not answer", new RedisException("no pong"));
            }
        } else {
            pulse = commands.async().ping();
            pulseSince = now;
        }
    }

    private <T> T answer(Supplier<RedisFuture<T>> question) {
        return answer(question, settings.patience());
    }

    /** @throws PortUnavailable when there is no answer in time, or a refusal */
    static <T> T answer(Supplier<RedisFuture<T>> question, Duration patience) {
        RedisFuture<T> asked;
        try {
            asked = question.get();
        } catch (RedisException e) {
            throw new PortUnavailable("Redis cannot be asked", e);
        }
        try {
            return asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new PortUnavailable("Redis refused or broke off", e);
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw new PortUnavailable("Redis does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortUnavailable("interrupted while waiting for Redis", e);
        }
    }

    @Override
    public void close() {
        waiting.close();
        commands.close();
    }
}
