package io.fleetport.aws.elasticache;

import static io.fleetport.application.contract.LiveBusContract.event;
import static io.fleetport.application.contract.Sample.anOrganization;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.contract.FreePort;
import io.fleetport.application.contract.LiveEar;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.application.port.out.LiveBus;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Redis that is not there, not any more, or does not let us in. */
@Timeout(60)
class RedisAwayTest {

    private static final int WINDOW = 1_000;

    private final OrganizationId acme = anOrganization();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void aRedisThatForgotEverythingCostsFollowersAResetAndNobodyElseAnything() {
        try (Redis redis = Redis.started()) {
            dropsWhileAwayAndGoesOn(redis);
        }
    }

    @Test
    void aRedisThatForgotNothingStillHasAHole(@TempDir Path folder) {
        try (Redis redis = Redis.started("appendonly yes", "appendfsync always", "dir " + folder)) {
            dropsWhileAwayAndGoesOn(redis);
        }
    }

    private void dropsWhileAwayAndGoesOn(Redis redis) {
        LiveEar ear = new LiveEar();
        LiveEar late = new LiveEar();
        try (RedisLiveBus bus = Redis.connected(redis.settings(WINDOW), meters);
                LiveBus.Subscription following = bus.follow(acme, null, ear)) {
            bus.publish(List.of(event(acme, 1)));
            await().untilAsserted(() -> assertThat(ear.heard).containsExactly(1L));

            redis.stop();
            await().untilAsserted(() -> assertThat(connected()).isZero());
            for (int i = 0; i < 500; i++) {
                bus.publish(List.of(event(acme, 2)));
            }
            assertThat(dropped()).isGreaterThanOrEqualTo(500);
            try (LiveBus.Subscription begunMeanwhile = bus.follow(acme, null, late)) {
                redis.start();

                await().untilAsserted(() -> assertThat(ear.resets).hasSize(1));
                await().untilAsserted(() -> assertThat(late.resets).hasSize(1));
                bus.publish(List.of(event(acme, 3)));
                await().untilAsserted(() -> assertThat(ear.heard).containsExactly(1L, 3L));
                await().untilAsserted(() -> assertThat(late.heard).containsExactly(3L));
                assertThat(ear.resets).hasSize(1);
                assertThat(ear.lost).isEmpty();
            }
            LiveEar back = new LiveEar();
            try (LiveBus.Subscription again = bus.follow(acme, ear.ids.getFirst(), back)) {
                await().untilAsserted(() -> assertThat(back.resets).hasSize(1));
            }
            LiveEar sinceReset = new LiveEar();
            try (LiveBus.Subscription again = bus.follow(acme, ear.resets.getFirst(), sinceReset)) {
                await().untilAsserted(() -> assertThat(sinceReset.heard).containsExactly(3L));
                assertThat(sinceReset.resets).isEmpty();
            }
        }
    }

    @Test
    void aShortLossOfTheConnectionWithoutEventsIsNoHole(@TempDir Path folder) {
        LiveEar ear = new LiveEar();
        try (Redis redis = Redis.started("appendonly yes", "appendfsync always", "dir " + folder);
                RedisLiveBus bus = Redis.connected(redis.settings(WINDOW), meters);
                LiveBus.Subscription following = bus.follow(acme, null, ear)) {
            bus.publish(List.of(event(acme, 1)));
            await().untilAsserted(() -> assertThat(ear.heard).containsExactly(1L));
            redis.stop();
            await().untilAsserted(() -> assertThat(connected()).isZero());
            redis.start();
            await().untilAsserted(() -> assertThat(connected()).isEqualTo(1));
            bus.publish(List.of(event(acme, 2)));
            await().untilAsserted(() -> assertThat(ear.heard).containsExactly(1L, 2L));
            assertThat(ear.resets).isEmpty();
        }
    }

    @Test
    void startingWithoutRedisWorksAndItMayComeLater() {
        LiveEar ear = new LiveEar();
        try (Redis redis = Redis.away();
                RedisLiveBus bus = bus(redis.settings(WINDOW));
                LiveBus.Subscription following = bus.follow(acme, null, ear)) {
            bus.publish(List.of(event(acme, 1)));
            assertThat(dropped()).isEqualTo(1);
            assertThatThrownBy(() -> bus.erase(new ErasureScope.Messages(
                            new ErasureScope(new VehicleKey(acme, new VehicleId(UUID.randomUUID())), null, null),
                            Set.of())))
                    .isInstanceOf(PortUnavailable.class);

            redis.start();

            await().untilAsserted(() -> assertThat(ear.resets).isNotEmpty());
            bus.publish(List.of(event(acme, 2)));
            await().untilAsserted(() -> assertThat(ear.heard).containsExactly(2L));
        }
    }

    @Test
    void aPasswordOpensTheDoorAndAWrongOneDoesNot() {
        try (Redis redis = Redis.started("requirepass sesame")) {
            try (RedisLiveBus bus = bus(withPassword(redis, "wrong"))) {
                bus.publish(List.of(event(acme, 1)));
                assertThat(connected()).isZero();
                assertThat(dropped()).isEqualTo(1);
            }
            LiveEar ear = new LiveEar();
            try (RedisLiveBus bus = Redis.connected(withPassword(redis, "sesame"), new SimpleMeterRegistry());
                    LiveBus.Subscription following = bus.follow(acme, null, ear)) {
                bus.publish(List.of(event(acme, 2)));
                await().untilAsserted(() -> assertThat(ear.heard).containsExactly(2L));
            }
        }
    }

    @Test
    void overTlsOnlyAServerThatSomebodyTrustedVouchesForIsSpokenTo(@TempDir Path folder) throws Exception {
        Certificate certificate = Certificate.in(folder);
        int port = FreePort.any();
        try (Redis redis = Redis.started(
                "tls-port " + port,
                "tls-cert-file " + certificate.certificate(),
                "tls-key-file " + certificate.key(),
                "tls-ca-cert-file " + certificate.certificate(),
                "tls-auth-clients no")) {
            try (RedisLiveBus bus = bus(overTls(port, null))) {
                bus.publish(List.of(event(acme, 1)));
                assertThat(connected()).isZero();
                assertThat(dropped()).isEqualTo(1);
            }
            LiveEar ear = new LiveEar();
            try (RedisLiveBus bus =
                            Redis.connected(overTls(port, certificate.certificate()), new SimpleMeterRegistry());
                    LiveBus.Subscription following = bus.follow(acme, null, ear)) {
                bus.publish(List.of(event(acme, 2)));
                await().untilAsserted(() -> assertThat(ear.heard).containsExactly(2L));
            }
        }
    }

    private static RedisSettings overTls(int port, Path authorities) {
        return new RedisSettings(
                URI.create("rediss://127.0.0.1:" + port),
                null,
                null,
                authorities,
                WINDOW,
                Duration.ofHours(1),
                10_000,
                Duration.ofSeconds(5));
    }

    private static RedisSettings withPassword(Redis redis, String password) {
        return new RedisSettings(
                redis.url(), null, password, null, WINDOW, Duration.ofHours(1), 10_000, Duration.ofSeconds(2));
    }

    private RedisLiveBus bus(RedisSettings settings) {
        RedisLiveBus bus = new RedisLiveBus(settings, meters);
        bus.start();
        return bus;
    }

    private double connected() {
        return meters.get("fleetport.live.connected").gauge().value();
    }

    private double dropped() {
        return meters.counter("fleetport.live.unpublished").count();
    }
}
