package io.fleetport.aws.elasticache;

import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.RateLimits;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Buckets that all instances share, in Redis. While Redis is away, or does not answer in time, this process' own buckets
 * decide, which is counted ({@code fleetport.limits.unshared}); a connection that let somebody wait in vain is given up at
 * once, so that the others need not wait. Safe to call from many threads.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a connection that is given up ends when it ends
public final class RedisRateLimits implements RateLimits, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisRateLimits.class);

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_END = Duration.ofSeconds(2);

    /** To a Redis that knows the script by its digest. */
    private record Link(StatefulRedisConnection<String, String> connection, String digest) {}

    private final RedisSettings settings;
    private final RedisClients clients;
    private final Duration patience;
    private final RateLimits own;
    private final Counter unshared;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread connecting;
    private final AtomicReference<@Nullable Link> link = new AtomicReference<>();

    /**
     * @param patience longest wait for Redis within a request, 1 ms or more; connecting takes the settings' own
     * @param own decides while Redis cannot
     */
    public RedisRateLimits(RedisSettings settings, Duration patience, RateLimits own, MeterRegistry meters) {
        if (patience.toMillis() < 1) {
            throw new IllegalArgumentException("patience must be 1 ms or more but is " + patience);
        }
        this.settings = settings;
        this.clients = new RedisClients(settings);
        this.patience = patience;
        this.own = own;
        this.unshared = Counter.builder("fleetport.limits.unshared")
                .description("Requests limited by this process alone, because Redis did not answer")
                .register(meters);
        meters.gauge("fleetport.limits.connected", this, limits -> limits.link.get() == null ? 0 : 1);
        this.connecting = Thread.ofVirtual().name("limits-redis").unstarted(this::keepConnected);
    }

    /** Begins to connect, and waits for nothing. */
    public void start() {
        connecting.start();
    }

    @Override
    public List<Verdict> take(List<Wanted> wanted) {
        Link present = link.get();
        if (present != null) {
            try {
                return TokenBuckets.verdicts(wanted, asked(present, wanted));
            } catch (PortUnavailable | IllegalArgumentException e) {
                giveUp(present);
                LOG.debug("a request is limited by this process alone", e);
            }
        }
        unshared.increment();
        return own.take(wanted);
    }

    private List<String> asked(Link present, List<Wanted> wanted) {
        String[] keys =
                wanted.stream().map(one -> TokenBuckets.key(one.bucket())).toArray(String[]::new);
        RedisFuture<List<String>> answer;
        try {
            answer = present.connection()
                    .async()
                    .evalsha(present.digest(), ScriptOutputType.MULTI, keys, TokenBuckets.arguments(wanted));
        } catch (RedisException e) {
            throw new PortUnavailable("Redis cannot be asked", e);
        }
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new PortUnavailable("Redis refused or broke off", e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new PortUnavailable("Redis does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortUnavailable("interrupted while waiting for Redis", e);
        }
    }

    private void giveUp(Link lost) {
        link.compareAndSet(lost, null);
        lost.connection().closeAsync();
    }

    /** Looks after the connection for as long as the process lives. */
    private void keepConnected() {
        Duration pause = LOOK;
        boolean told = false;
        try {
            do {
                Link present = link.get();
                if (present != null && !present.connection().isOpen()) {
                    giveUp(present);
                }
                if (link.get() != null) {
                    pause = LOOK;
                    continue;
                }
                try {
                    link.set(connected());
                    LOG.info("limits are shared through {}", settings);
                    told = false;
                } catch (PortUnavailable away) {
                    if (!told) {
                        LOG.warn("limits are this process' own until {} is back: {}", settings, away.getMessage());
                        told = true;
                    }
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                }
            } while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private Link connected() {
        StatefulRedisConnection<String, String> connection = clients.connectForText();
        try {
            return new Link(connection, connection.sync().scriptLoad(TokenBuckets.SCRIPT));
        } catch (RedisException e) {
            connection.closeAsync();
            throw new PortUnavailable("Redis does not take the script", e);
        }
    }

    /** From now on this process' own buckets decide. */
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!connecting.join(LONGEST_END)) {
                connecting.interrupt();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        Link present = link.get();
        if (present != null) {
            giveUp(present);
        }
        clients.close();
    }
}
