package io.fleetport.aws.elasticache;

import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.RateLimits;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
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

    /** To a Redis that knows the script by its digest. */
    private record Link(StatefulRedisConnection<String, String> connection, String digest)
            implements KeptConnection.Link {}

    private final RedisClients clients;
    private final Duration patience;
    private final RateLimits own;
    private final Counter unshared;
    private final KeptConnection<Link> link;

    /**
     * @param patience longest wait for Redis within a request, 1 ms or more; connecting takes the settings' own
     * @param own decides while Redis cannot
     */
    public RedisRateLimits(RedisSettings settings, Duration patience, RateLimits own, MeterRegistry meters) {
        if (patience.toMillis() < 1) {
            throw new IllegalArgumentException("patience must be 1 ms or more but is " + patience);
        }
        this.clients = new RedisClients(settings);
        this.patience = patience;
        this.own = own;
        this.unshared = Counter.builder("fleetport.limits.unshared")
                .description("Requests limited by this process alone, because Redis did not answer")
                .register(meters);
        this.link = new KeptConnection<>(
                "limits-redis",
                this::connected,
                "limits are shared through " + settings,
                "limits are this process' own until " + settings + " is back");
        meters.gauge("fleetport.limits.connected", link, kept -> kept.present() == null ? 0 : 1);
    }

    /** Begins to connect, and waits for nothing. */
    public void start() {
        link.start();
    }

    @Override
    public List<Verdict> take(List<Wanted> wanted) {
        Link present = link.present();
        if (present != null) {
            try {
                return TokenBuckets.verdicts(wanted, asked(present, wanted));
            } catch (PortUnavailable | IllegalArgumentException e) {
                link.giveUp(present);
                LOG.debug("a request is limited by this process alone", e);
            }
        }
        unshared.increment();
        return own.take(wanted);
    }

    private List<String> asked(Link present, List<Wanted> wanted) {
        String[] keys =
                wanted.stream().map(one -> TokenBuckets.key(one.bucket())).toArray(String[]::new);
        return RedisLink.answer(
                () -> present.connection()
                        .async()
                        .evalsha(present.digest(), ScriptOutputType.MULTI, keys, TokenBuckets.arguments(wanted)),
                patience);
    }

    private Link connected() {
        StatefulRedisConnection<String, String> connection = clients.connect(StringCodec.UTF8);
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
        link.close();
        clients.close();
    }
}
