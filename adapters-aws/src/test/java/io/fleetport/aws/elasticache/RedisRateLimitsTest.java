package io.fleetport.aws.elasticache;

import static io.fleetport.application.contract.RateLimitsContract.NEVER;
import static io.fleetport.application.contract.RateLimitsContract.caller;
import static io.fleetport.application.contract.Sample.anOrganization;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.contract.RateLimitsContract;
import io.fleetport.application.memory.InProcessRateLimits;
import io.fleetport.application.port.out.RateLimits;
import io.fleetport.application.port.out.RateLimits.Bucket;
import io.fleetport.application.port.out.RateLimits.Kind;
import io.fleetport.application.port.out.RateLimits.Rate;
import io.fleetport.application.port.out.RateLimits.Wanted;
import io.fleetport.domain.fleet.OrganizationId;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Limits in a real Redis: shared, and one's own while it is away. */
@Timeout(60)
class RedisRateLimitsTest implements RateLimitsContract {

    private static final Rate TEN = new Rate(NEVER, 10);

    private static Redis redis;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<RedisRateLimits> open = new ArrayList<>();
    private RateLimits usual;

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
        open.forEach(RedisRateLimits::close);
    }

    @Override
    public RateLimits limits() {
        if (usual == null) {
            usual = connected(redis, meters);
        }
        return usual;
    }

    @Test
    void instancesShareOneQuota() {
        RateLimits one = limits();
        RateLimits other = connected(redis, new SimpleMeterRegistry());
        OrganizationId acme = anOrganization();

        int allowed = 0;
        for (int i = 0; i < 20; i++) {
            allowed += taken(i % 2 == 0 ? one : other, acme) ? 1 : 0;
        }

        assertThat(allowed).isEqualTo(10);
        assertThat(taken(one, acme)).isFalse();
        assertThat(taken(other, acme)).isFalse();
        assertThat(unshared()).isZero();
    }

    @Test
    void whatIsKeptNamesNobodyAndIsForgottenWhenTheBucketIsFull() {
        OrganizationId acme = anOrganization();
        limits().take(List.of(
                new Wanted(caller(acme, "jane@example.com"), new Rate(2, 10)),
                new Wanted(new Bucket(acme, Kind.ORGANIZATION, ""), new Rate(1_000, 2_000))));

        RedisClient client = RedisClient.create(redis.url().toString());
        try {
            RedisCommands<String, String> commands = client.connect().sync();
            List<String> keys = commands.keys("fleetport:limit:{" + acme + "}:*");
            assertThat(keys)
                    .hasSize(2)
                    .allSatisfy(key -> assertThat(key).doesNotContain("jane"))
                    .allSatisfy(key -> assertThat(commands.pttl(key)).isBetween(1L, 1_500L));
            await().until(() -> commands.exists(keys.toArray(new String[0])) == 0);
        } finally {
            client.shutdown();
        }
    }

    @Test
    void whileRedisIsAwayEachGoesOnByItselfAndThenTogetherAgain() {
        OrganizationId acme = anOrganization();
        try (Redis own = Redis.started()) {
            RateLimits limits = connected(own, meters);
            assertThat(taken(limits, acme)).isTrue();
            assertThat(unshared()).isZero();

            own.stop();
            int allowed = 0;
            for (int i = 0; i < 15; i++) {
                allowed += taken(limits, acme) ? 1 : 0;
            }
            assertThat(allowed).isEqualTo(10);
            assertThat(unshared()).isEqualTo(15);

            own.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> sharing(meters));
            assertThat(taken(limits, acme)).isTrue(); // by a Redis that forgot
            assertThat(unshared()).isEqualTo(15);
        }
    }

    @Test
    void aRedisThatForgotTheScriptIsAskedAnew() {
        OrganizationId acme = anOrganization();
        RateLimits limits = limits();
        RedisClient client = RedisClient.create(redis.url().toString());
        try {
            client.connect().sync().scriptFlush();
        } finally {
            client.shutdown();
        }
        assertThat(taken(limits, acme)).isTrue();
        assertThat(unshared()).isEqualTo(1);
        await().until(() -> sharing(meters));
        assertThat(taken(limits, acme)).isTrue();
        assertThat(unshared()).isEqualTo(1);
    }

    @Test
    void startingWithoutRedisWorksAndItMayComeLater() {
        OrganizationId acme = anOrganization();
        try (Redis later = Redis.away()) {
            RateLimits limits = started(later, meters);
            assertThat(taken(limits, acme)).isTrue();
            assertThat(unshared()).isEqualTo(1);
            later.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> sharing(meters));
            assertThat(taken(limits, acme)).isTrue();
            assertThat(unshared()).isEqualTo(1);
        }
    }

    private static boolean taken(RateLimits limits, OrganizationId organization) {
        return limits.take(List.of(new Wanted(caller(organization, "a"), TEN)))
                .getFirst()
                .allowed();
    }

    private RateLimits connected(Redis at, SimpleMeterRegistry counted) {
        RateLimits limits = started(at, counted);
        await().atMost(Duration.ofSeconds(30)).until(() -> sharing(counted));
        return limits;
    }

    private RateLimits started(Redis at, SimpleMeterRegistry counted) {
        RedisRateLimits limits = new RedisRateLimits(
                at.settings(1), Duration.ofSeconds(10), new InProcessRateLimits(1_000, System::nanoTime), counted);
        open.add(limits);
        limits.start();
        return limits;
    }

    private static boolean sharing(SimpleMeterRegistry counted) {
        return counted.get("fleetport.limits.connected").gauge().value() == 1;
    }

    private double unshared() {
        return meters.counter("fleetport.limits.unshared").count();
    }
}
