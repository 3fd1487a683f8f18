package io.fleetport.bootstrap.wiring;

import io.fleetport.application.cache.CachedReads;
import io.fleetport.application.cache.CachedStations;
import io.fleetport.application.cache.CachedVehicles;
import io.fleetport.application.cache.PolledReads;
import io.fleetport.application.cache.ToldStations;
import io.fleetport.application.port.out.ReadCache;
import io.fleetport.application.port.out.Stores;
import io.fleetport.aws.elasticache.ReadCacheLimits;
import io.fleetport.aws.elasticache.RedisReadCache;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.DisabledBeanException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code fleetport.read-cache.*}: the answers that processes share for a moment. */
@Factory
@Requires(property = DeploymentBeans.DATA)
@Requires(condition = SharesReads.class)
final class ReadCacheBeans {

    static final String KIND = "fleetport.read-cache.kind";

    private static final String TIME_TO_LIVE = "fleetport.read-cache.time-to-live";
    private static final String PATIENCE = "fleetport.read-cache.patience";
    private static final String LONGEST_ANSWER = "fleetport.read-cache.longest-answer";
    private static final String BYTES_PER_SECOND = "fleetport.read-cache.bytes-per-second";

    /** Vehicles and stations speak every few seconds, and screens ask as often. */
    private static final Duration USUAL_TIME_TO_LIVE = Duration.ofSeconds(1);

    /** Less, and hardly anybody asks the same in time. */
    private static final Duration LEAST_TIME_TO_LIVE = Duration.ofMillis(100);

    /** More would no longer be where a vehicle is now, nor be a wait for who changes something while Redis is away. */
    private static final Duration LONGEST_TIME_TO_LIVE = Duration.ofSeconds(5);

    /** Redis answers within a millisecond; the store does within a few, so there is no point in waiting longer. */
    private static final Duration USUAL_PATIENCE = Duration.ofMillis(100);

    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(1);

    /** Some hundreds of vehicles with all that they say. */
    private static final int USUAL_LONGEST_ANSWER = 256 << 10;

    private static final int LEAST_LONGEST_ANSWER = 1 << 10;
    private static final int MOST_LONGEST_ANSWER = 4 << 20;

    private static final int USUAL_BYTES_PER_SECOND = 16 << 20;
    private static final int MOST_BYTES_PER_SECOND = 1 << 30;

    @Context
    ReadCache cache(Settings settings, ShutdownOrder shutdown, MeterRegistry meters) {
        RedisReadCache cache = shutdown.started(
                "cache of reads", new RedisReadCache(LiveSettings.redis(settings), limits(settings), meters));
        cache.start();
        return cache;
    }

    @Context
    CachedReads reads(Settings settings, ReadCache cache, MeterRegistry meters) {
        return new CachedReads(cache, timeToLive(settings), meters);
    }

    /**
     * Not in a function, which only tells of changes: it stands still between events, and would send what it has read when it goes
     * on, minutes later.
     */
    @Singleton
    PolledReads polled(Settings settings, Stores stores, CachedReads reads) {
        if (settings.text(LambdaFunction.SETTING).isPresent()) {
            throw new DisabledBeanException("a function shows what the store has");
        }
        return new PolledReads(
                new CachedVehicles(stores.vehicles(), reads),
                new CachedStations(new ToldStations(stores.stations(), reads), reads));
    }

    static Deployment.ReadCache kind(Settings settings) {
        return settings.oneOf(KIND, Deployment.ReadCache.class, Deployment.ReadCache.NONE);
    }

    static Duration timeToLive(Settings settings) {
        return within(settings, TIME_TO_LIVE, USUAL_TIME_TO_LIVE, LEAST_TIME_TO_LIVE, LONGEST_TIME_TO_LIVE);
    }

    static ReadCacheLimits limits(Settings settings) {
        int longest = settings.number(LONGEST_ANSWER, USUAL_LONGEST_ANSWER, LEAST_LONGEST_ANSWER, MOST_LONGEST_ANSWER);
        return new ReadCacheLimits(
                within(settings, PATIENCE, USUAL_PATIENCE, Duration.ofMillis(1), LONGEST_PATIENCE),
                longest,
                settings.number(
                        BYTES_PER_SECOND, Math.max(longest, USUAL_BYTES_PER_SECOND), longest, MOST_BYTES_PER_SECOND));
    }

    private static Duration within(Settings settings, String name, Duration usual, Duration least, Duration longest) {
        Duration value = settings.duration(name, usual, least);
        if (value.compareTo(longest) > 0) {
            throw new WrongSetting(
                    name + " must be at most " + longest.toMillis() + " ms but is " + value.toMillis() + " ms");
        }
        return value;
    }

    /** What must not start. */
    static List<String> wrong(Settings settings, Deployment deployment) {
        List<String> wrong = new ArrayList<>();
        if (deployment.readCache() == Deployment.ReadCache.NONE) {
            for (String name : List.of(TIME_TO_LIVE, PATIENCE, LONGEST_ANSWER, BYTES_PER_SECOND)) {
                if (settings.text(name).isPresent()) {
                    wrong.add(name + " is set, but " + KIND + " is none: set it to redis, or leave the other out");
                }
            }
            return wrong;
        }
        if (deployment.stores() == Deployment.Stores.MEMORY) {
            wrong.add(KIND
                    + " is redis, but fleetport.stores is memory, which is this process' own, and others would tell what"
                    + " is in it: set it to none");
        }
        try {
            timeToLive(settings);
            limits(settings);
        } catch (WrongSetting e) {
            wrong.add(String.valueOf(e.getMessage()));
        }
        return wrong;
    }
}
