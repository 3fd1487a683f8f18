package io.fleetport.aws.elasticache;

import static io.fleetport.application.contract.LiveBusContract.event;
import static io.fleetport.application.contract.Sample.anOrganization;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.contract.LiveEar;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.application.port.out.LiveBus;
import io.fleetport.application.port.out.LiveEvent;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two instances at one Redis. */
@Timeout(60)
class SharedLiveBusTest {

    private static final int WINDOW = 20_000;

    private static Redis redis;
    private static RedisClient client;
    private static StatefulRedisConnection<String, byte[]> asOperator;

    private final OrganizationId acme = anOrganization();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private RedisLiveBus here;
    private RedisLiveBus there;

    @BeforeAll
    static void startRedis() {
        redis = Redis.started();
        client = RedisClient.create(redis.url().toString());
        asOperator = client.connect(RedisLink.CODEC);
    }

    @AfterAll
    static void stopRedis() {
        client.shutdown();
        redis.close();
    }

    @BeforeEach
    void connect() {
        here = Redis.connected(redis.settings(WINDOW), meters);
        there = Redis.connected(redis.settings(WINDOW), new SimpleMeterRegistry());
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    @Test
    void whatIsPublishedAtOneInstanceIsHeardAtAllOfThem() {
        LiveEar near = new LiveEar();
        LiveEar far = new LiveEar();
        try (LiveBus.Subscription one = here.follow(acme, null, near);
                LiveBus.Subscription two = there.follow(acme, null, far)) {
            here.publish(List.of(event(acme, 1), event(acme, 2)));
            await().untilAsserted(() -> assertThat(far.heard).containsExactly(1L, 2L));
            there.publish(List.of(event(acme, 3)));
            await().untilAsserted(() -> assertThat(near.heard).containsExactly(1L, 2L, 3L));
            await().untilAsserted(() -> assertThat(far.heard).containsExactly(1L, 2L, 3L));
            assertThat(near.ids).isEqualTo(far.ids);
        }
    }

    @Test
    void aFollowerComesBackAtAnotherInstanceWithoutAHoleWhileEventsGoOn() {
        LiveEar first = new LiveEar();
        try (LiveBus.Subscription following = here.follow(acme, null, first)) {
            here.publish(List.of(event(acme, 0)));
            await().untilAsserted(() -> assertThat(first.heard).hasSize(1));
        }
        for (int i = 1; i <= 3_000; i++) {
            here.publish(List.of(event(acme, i)));
        }
        LiveEar second = new LiveEar();
        try (LiveBus.Subscription following = there.follow(acme, first.ids.getLast(), second)) {
            for (int i = 3_001; i <= 6_000; i++) {
                here.publish(List.of(event(acme, i)));
            }
            await().untilAsserted(() -> assertThat(second.heard).hasSize(6_000));
            assertThat(second.heard)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 6_000).boxed().toList());
            assertThat(second.resets).isEmpty();
        }
    }

    @Test
    void followersThatComeAndGoDoNotDisturbOneAnother() {
        LiveEar staying = new LiveEar();
        try (LiveBus.Subscription one = there.follow(acme, null, staying)) {
            for (int i = 0; i < 50; i++) {
                OrganizationId other = anOrganization();
                LiveEar passing = new LiveEar();
                try (LiveBus.Subscription two = there.follow(other, null, passing)) {
                    here.publish(List.of(event(acme, i), event(other, i)));
                    long number = i;
                    await().pollInterval(Duration.ofMillis(5))
                            .untilAsserted(() -> assertThat(passing.heard).containsExactly(number));
                }
            }
            await().untilAsserted(() -> assertThat(staying.heard)
                    .containsExactlyElementsOf(LongStream.range(0, 50).boxed().toList()));
        }
    }

    @Test
    void moreThanRedisTakesIsDroppedAndFollowersOfOtherInstancesLearnOfTheHole() {
        LiveEar far = new LiveEar();
        try (LiveBus.Subscription following = there.follow(acme, null, far)) {
            here.publish(List.of(event(acme, 1)));
            await().untilAsserted(() -> assertThat(far.heard).containsExactly(1L));
            asOperator.sync().clientPause(500);
            for (int i = 0; i < 100; i++) {
                here.publish(LongStream.range(0, 1_000)
                        .mapToObj(number -> event(acme, number))
                        .toList());
            }
            assertThat(meters.counter("fleetport.live.unpublished").count()).isPositive();
            await().untilAsserted(() -> assertThat(far.resets).hasSize(1));
            here.publish(List.of(event(acme, 7_777)));
            await().untilAsserted(() -> assertThat(far.heard).last().isEqualTo(7_777L));
            assertThat(far.resets).hasSize(1);
        }
    }

    @Test
    void whatIsErasedIsGoneFromRedisAndFromEveryInstance() {
        VehicleId gone = new VehicleId(UUID.randomUUID());
        LiveEar far = new LiveEar();
        try (LiveBus.Subscription following = there.follow(acme, null, far)) {
            here.publish(List.of(event(acme, 1), event(acme, gone, 2)));
            await().untilAsserted(() -> assertThat(far.heard).hasSize(2));
            assertThat(here.erase(everythingOf(new VehicleId(UUID.randomUUID()))))
                    .isZero();

            assertThat(here.erase(everythingOf(gone))).isEqualTo(1);

            assertThat(here.erase(everythingOf(gone))).isZero();
            LiveEar again = new LiveEar();
            try (LiveBus.Subscription back = there.follow(acme, far.ids.getFirst(), again)) {
                await().untilAsserted(() -> assertThat(again.resets).hasSize(1));
                here.publish(List.of(event(acme, 3)));
                await().untilAsserted(() -> assertThat(again.heard).containsExactly(3L));
                await().untilAsserted(() -> assertThat(far.heard).containsExactly(1L, 2L, 3L));
            }
        }
    }

    private ErasureScope.Messages everythingOf(VehicleId vehicle) {
        return new ErasureScope.Messages(new ErasureScope(new VehicleKey(acme, vehicle), null, null), Set.of());
    }

    @Test
    void whatThisVersionCannotReadIsAHole() {
        LiveEar ear = new LiveEar();
        try (LiveBus.Subscription following = here.follow(acme, null, ear)) {
            here.publish(List.of(event(acme, 1)));
            await().untilAsserted(() -> assertThat(ear.heard).hasSize(1));
            byte[] newer = "of a version to come".getBytes(StandardCharsets.UTF_8);
            asOperator.sync().xadd(LiveFeed.key(acme), Map.of(RedisLink.FIELD, newer));
            asOperator.sync().xadd(LiveFeed.key(acme), Map.of("other", newer));
            here.publish(List.of(event(acme, 2)));
            await().untilAsserted(() -> assertThat(ear.heard).containsExactly(1L, 2L));
            assertThat(ear.resets).hasSize(1);
        }
    }

    @Test
    void aStreamIsBoundedAndGoesAfterALongSilence() {
        List<LiveEvent> thousand = LongStream.range(0, 1_000)
                .mapToObj(number -> event(acme, number))
                .toList();
        for (int i = 0; i < 40; i++) {
            here.publish(thousand);
            await().until(() -> meters.get("fleetport.live.unanswered").gauge().value() == 0);
        }
        assertThat(asOperator.sync().xlen(LiveFeed.key(acme))).isBetween((long) WINDOW, WINDOW + 1_000L);
        assertThat(asOperator.sync().pttl(LiveFeed.key(acme)))
                .isBetween(1L, Duration.ofHours(1).toMillis());
        assertThat(meters.counter("fleetport.live.unpublished").count()).isZero();
    }
}
