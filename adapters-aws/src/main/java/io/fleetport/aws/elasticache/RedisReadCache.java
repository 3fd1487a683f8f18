package io.fleetport.aws.elasticache;

import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.ReadCache;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers that all instances share, in Redis. A look is one command, with one wait; a connection that let somebody wait in vain is
 * given up at once, and while there is none nobody waits. Safe to call from many threads.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // nobody waits for what is kept; a connection that is given up ends when it ends
public final class RedisReadCache implements ReadCache, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisReadCache.class);

    /** Whatever is asked: longer than any answer is worth. */
    private static final Duration LONGEST_KEPT = Duration.ofMinutes(5);

    /**
     * How long a shelf has the edition that a change gave it: all that was kept before the change has run out by then. After it the
     * shelf has the empty one again, under which the answers of between are not found, which does no harm.
     */
    private static final Duration EDITION_KEPT = LONGEST_KEPT.multipliedBy(2);

    private record Link(StatefulRedisConnection<String, byte[]> connection) implements KeptConnection.Link {}

    private final RedisClients clients;
    private final ReadCacheLimits limits;
    private final ByteAllowance allowance;
    private final KeptConnection<Link> link;
    private final Counter failures;
    private final Counter tooLong;
    private final Counter tooMuch;

    public RedisReadCache(RedisSettings settings, ReadCacheLimits limits, MeterRegistry meters) {
        this.clients = new RedisClients(settings);
        this.limits = limits;
        this.allowance = new ByteAllowance(limits.bytesPerSecond(), System::nanoTime);
        this.link = new KeptConnection<>(
                "reads-redis",
                this::connected,
                "reads are shared through " + settings,
                "reads are the store's alone until " + settings + " is back");
        meters.gauge("fleetport.read.cache.connected", link, kept -> kept.present() == null ? 0 : 1);
        this.failures = Counter.builder("fleetport.read.cache.failures")
                .description("Commands of the cache of reads that Redis refused, or did not answer in time")
                .register(meters);
        this.tooLong = unkept(meters, "too_long");
        this.tooMuch = unkept(meters, "too_much");
    }

    private static Counter unkept(MeterRegistry meters, String why) {
        return Counter.builder("fleetport.read.cache.unkept")
                .description("Answers that were not sent to the cache: too long by themselves, or too much in a second")
                .tag("why", why)
                .register(meters);
    }

    /** Begins to connect, and waits for nothing. */
    public void start() {
        link.start();
    }

    @Override
    public Look look(Place place) {
        Link present = link.present();
        if (present == null) {
            return new Look.Away();
        }
        try {
            List<KeyValue<String, byte[]>> found = RedisLink.answer(
                    () -> present.connection().async().mget(KeptAnswers.key(place.shelf()), KeptAnswers.key(place)),
                    limits.patience());
            return KeptAnswers.look(
                    found.getFirst().getValueOrElse(null), found.getLast().getValueOrElse(null));
        } catch (PortUnavailable e) {
            failed(present, e);
            return new Look.Away();
        }
    }

    /** Redis refuses what it has no memory for: that costs the answer, not the connection. */
    @Override
    public void keep(Place place, Edition edition, byte[] answer, Duration timeToLive) {
        Link present = link.present();
        if (present == null) {
            return;
        }
        if (answer.length > limits.longestAnswer()) {
            tooLong.increment();
            return;
        }
        if (!allowance.take(answer.length)) {
            tooMuch.increment();
            return;
        }
        try {
            present.connection()
                    .async()
                    .set(
                            KeptAnswers.key(place),
                            KeptAnswers.written(edition, answer),
                            SetArgs.Builder.px(Math.min(timeToLive.toMillis(), LONGEST_KEPT.toMillis())))
                    .whenComplete((ok, failure) -> {
                        if (failure != null) {
                            failures.increment();
                        }
                    });
        } catch (RedisException e) {
            failed(present, e);
        }
    }

    @Override
    public boolean forget(Shelf shelf) {
        Link present = link.present();
        if (present == null) {
            return false;
        }
        try {
            RedisLink.answer(
                    () -> present.connection()
                            .async()
                            .set(
                                    KeptAnswers.key(shelf),
                                    KeptAnswers.newEdition(),
                                    SetArgs.Builder.px(EDITION_KEPT.toMillis())),
                    limits.patience());
            return true;
        } catch (PortUnavailable e) {
            failed(present, e);
            return false;
        }
    }

    private void failed(Link present, RuntimeException why) {
        link.giveUp(present);
        failures.increment();
        LOG.debug("the cache of reads did not answer", why);
    }

    /** One that answers: a Redis that takes connections and says nothing is away. */
    private Link connected() {
        StatefulRedisConnection<String, byte[]> connection = clients.connect(RedisLink.CODEC);
        try {
            RedisLink.answer(() -> connection.async().ping(), limits.patience());
            return new Link(connection);
        } catch (PortUnavailable e) {
            connection.closeAsync();
            throw e;
        }
    }

    /** It is away from now on. */
    @Override
    public void close() {
        link.close();
        clients.close();
    }
}
