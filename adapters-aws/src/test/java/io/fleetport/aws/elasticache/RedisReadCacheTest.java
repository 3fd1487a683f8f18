package io.fleetport.aws.elasticache;

import static io.fleetport.application.contract.BatchDraft.batch;
import static io.fleetport.application.contract.ReadCacheContract.aPlace;
import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.aVehicle;
import static io.fleetport.application.contract.Sample.standing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.cache.CachedReads;
import io.fleetport.application.cache.CachedVehicles;
import io.fleetport.application.contract.ReadCacheContract;
import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.port.out.ReadCache;
import io.fleetport.application.port.out.ReadCache.Look;
import io.fleetport.application.port.out.ReadCache.Place;
import io.fleetport.application.port.out.Stores;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.Vehicles;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers in a real Redis: shared, bounded, and nothing but lost while it is away. */
@Timeout(60)
class RedisReadCacheTest implements ReadCacheContract {

    private static final ReadCacheLimits LIMITS = new ReadCacheLimits(Duration.ofSeconds(1), 10_000, 1_000_000);

    private static Redis redis;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<RedisReadCache> open = new ArrayList<>();
    private RedisReadCache usual;

    @BeforeAll
    static void start() {
        redis = Redis.started();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @AfterEach
    void close() {
        open.forEach(RedisReadCache::close);
    }

    @Override
    public ReadCache cache() {
        if (usual == null) {
            usual = connected(redis, LIMITS);
        }
        return usual;
    }

    @Test
    void whatOneInstanceKeepsTheOthersTellAndForget() {
        ReadCache other = connected(redis, LIMITS);
        Place place = aPlace();
        keep(cache(), place);
        assertThat(other.look(place)).isInstanceOf(Look.Held.class);
        assertThat(other.forget(place.shelf())).isTrue();
        assertThat(cache().look(place)).isInstanceOf(Look.Nothing.class);
    }

    @Test
    void keysNameTheOrganizationAndEverythingGoesByItself() {
        Place place = aPlace();
        assertThat(cache().forget(place.shelf())).isTrue();
        keep(cache(), place);
        asked(redis, commands -> {
            List<String> keys = commands.keys("fleetport:read:{" + place.shelf().organization() + "}:*");
            assertThat(keys).hasSize(2).allSatisfy(key -> assertThat(commands.pttl(key))
                    .isBetween(1L, 600_000L));
        });
    }

    @Test
    void whatAnotherVersionOrSomebodyElseWroteIsNoAnswer() {
        Place place = aPlace();
        keep(cache(), place);
        String key = KeptAnswers.key(place);
        asked(redis, commands -> {
            byte[] kept = commands.get(key);
            commands.set(key.replace("}:1:", "}:2:"), new byte[] {9});
            commands.del(key);
            assertThat(cache().look(place)).isInstanceOf(Look.Nothing.class);
            for (byte[] nonsense : new byte[][] {{}, {-1}, {127, 1}, {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}}) {
                commands.set(key, nonsense);
                assertThat(cache().look(place)).isInstanceOf(Look.Nothing.class);
            }
            commands.del(key);
            commands.lpush(key, new byte[] {1});
            assertThat(cache().look(place)).isInstanceOf(Look.Nothing.class);
            commands.set(key, kept, SetArgs.Builder.ex(60));
        });
        assertThat(cache().look(place)).isInstanceOf(Look.Held.class);
        assertThat(failures()).isZero();
    }

    @Test
    void whatIsShownIsTheStoresWhateverIsInRedis() {
        Stores stores = new InMemoryStores();
        VehicleKey van = aVehicle();
        stores.ledger().commit(batch().moves(van, 0, standing(van, "Van", NOW)).done());
        Vehicles vehicles = new CachedVehicles(stores.vehicles(), new CachedReads(cache(), LONG, meters));
        assertThat(vehicles.find(van.organization(), van.vehicle())).isPresent();
        assertThat(vehicles.find(van.organization(), van.vehicle()))
                .isPresent(); // answered after the first one's is kept
        asked(redis, commands -> {
            String key = commands.keys("fleetport:read:{" + van.organization() + "}:*")
                    .getFirst();
            byte[] kept = commands.get(key);
            for (int at = 0; at < kept.length; at++) {
                byte[] spoilt = kept.clone();
                spoilt[at] ^= 0x10;
                commands.set(key, spoilt);
                assertThat(vehicles.find(van.organization(), van.vehicle()))
                        .isEqualTo(stores.vehicles().find(van.organization(), van.vehicle()))
                        .isPresent();
            }
        });
    }

    @Test
    void whatIsTooLongOrTooMuchIsNotKept() {
        ReadCache narrow = connected(redis, new ReadCacheLimits(Duration.ofSeconds(1), 100, 100));
        Place place = aPlace();
        Look.Nothing before = (Look.Nothing) narrow.look(place);
        narrow.keep(place, before.edition(), new byte[101], LONG);
        assertThat(narrow.look(place)).isInstanceOf(Look.Nothing.class);
        assertThat(unkept("too_long")).isEqualTo(1);
        for (int i = 0; i < 1_000 && unkept("too_much") == 0; i++) {
            narrow.keep(place, before.edition(), new byte[100], LONG);
        }
        assertThat(unkept("too_much")).isEqualTo(1);
        assertThat(narrow.look(place)).isInstanceOf(Look.Held.class);
    }

    @Test
    void whatRedisHasNoMemoryForCostsTheAnswerAndNotTheConnection() {
        try (Redis full = Redis.started("maxmemory 1", "maxmemory-policy noeviction")) {
            ReadCache cache = connected(full, LIMITS);
            Place place = aPlace();
            send(cache, place);
            await().until(() -> failures() == 1);
            assertThat(cache.look(place)).isInstanceOf(Look.Nothing.class);
            assertThat(isConnected()).isTrue();
        }
    }

    @Test
    void whileRedisIsAwayNothingIsHeldAndThenAgain() {
        Place place = aPlace();
        try (Redis own = Redis.started()) {
            ReadCache cache = connected(own, LIMITS);
            keep(cache, place);
            Look.Held held = (Look.Held) cache.look(place);

            own.stop();
            await().until(() -> cache.look(place) instanceof Look.Away);
            assertThat(isConnected()).isFalse();
            cache.keep(place, held.edition(), new byte[] {1}, LONG);
            assertThat(cache.forget(place.shelf())).isFalse();

            own.start();
            await().atMost(Duration.ofSeconds(30)).until(this::isConnected);
            assertThat(cache.look(place)).isInstanceOf(Look.Nothing.class); // of a Redis that forgot
            keep(cache, place);
            assertThat(cache.look(place)).isInstanceOf(Look.Held.class);
        }
    }

    @Test
    void aRedisThatDoesNotAnswerIsWaitedForOnce() {
        Place place = aPlace();
        try (Redis own = Redis.started()) {
            ReadCache cache = connected(own, new ReadCacheLimits(Duration.ofMillis(300), 100, 100));
            keep(cache, place);
            asked(own, commands -> commands.clientPause(1_000));

            await().until(() -> cache.look(place) instanceof Look.Away);

            double once = failures();
            assertThat(isConnected()).isFalse();
            for (int i = 0; i < 1_000; i++) {
                cache.look(place);
            }
            assertThat(failures()).isEqualTo(once);
            assertThat(cache.forget(place.shelf())).isFalse();
            await().atMost(Duration.ofSeconds(30)).until(() -> cache.look(place) instanceof Look.Held);
        }
    }

    @Test
    void startingWithoutRedisWorksAndItMayComeLater() {
        Place place = aPlace();
        try (Redis later = Redis.away()) {
            ReadCache cache = started(later, LIMITS);
            assertThat(cache.look(place)).isInstanceOf(Look.Away.class);
            later.start();
            await().atMost(Duration.ofSeconds(30)).until(this::isConnected);
            assertThat(cache.look(place)).isInstanceOf(Look.Nothing.class);
        }
    }

    /** Nobody waits for what is kept; but what is asked over the same connection is answered after it. */
    private static void keep(ReadCache cache, Place place) {
        send(cache, place);
        assertThat(cache.look(place)).isInstanceOf(Look.Held.class);
    }

    private static void send(ReadCache cache, Place place) {
        Look.Nothing nothing = (Look.Nothing) cache.look(place);
        cache.keep(place, nothing.edition(), new byte[] {7}, LONG);
    }

    private static void asked(Redis at, Consumer<RedisCommands<String, byte[]>> questions) {
        RedisClient client = RedisClient.create(at.url().toString());
        try {
            questions.accept(client.connect(RedisLink.CODEC).sync());
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }

    private RedisReadCache connected(Redis at, ReadCacheLimits limits) {
        RedisReadCache cache = started(at, limits);
        Place any = aPlace();
        await().atMost(Duration.ofSeconds(30)).until(() -> !(cache.look(any) instanceof Look.Away));
        return cache;
    }

    private RedisReadCache started(Redis at, ReadCacheLimits limits) {
        RedisReadCache cache = new RedisReadCache(at.settings(1), limits, meters);
        open.add(cache);
        cache.start();
        return cache;
    }

    private boolean isConnected() {
        return meters.get("fleetport.read.cache.connected").gauge().value() == 1;
    }

    private double failures() {
        return meters.counter("fleetport.read.cache.failures").count();
    }

    private double unkept(String why) {
        return meters.counter("fleetport.read.cache.unkept", "why", why).count();
    }
}
