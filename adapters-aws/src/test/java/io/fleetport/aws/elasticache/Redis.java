package io.fleetport.aws.elasticache;

import static org.awaitility.Awaitility.await;

import io.fleetport.application.contract.FreePort;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

/** A real Redis 6.2 on a port of its own, that can be killed and started again. */
public final class Redis implements AutoCloseable {

    private final int port;
    private final List<String> more;
    private RedisServer server;

    private Redis(int port, List<String> more) {
        this.port = port;
        this.more = more;
    }

    /** @param more lines of its configuration */
    public static Redis started(String... more) {
        Redis redis = new Redis(FreePort.any(), List.of(more));
        redis.start();
        return redis;
    }

    /** One that is not there yet. */
    static Redis away() {
        return new Redis(FreePort.any(), List.of());
    }

    public void start() {
        RedisServerBuilder builder = RedisServer.newRedisServer()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .setting("daemonize no");
        more.forEach(builder::setting);
        try {
            server = builder.build();
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void stop() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("redis://127.0.0.1:" + port);
    }

    /** A small window, little patience. */
    RedisSettings settings(int window) {
        return new RedisSettings(url(), null, null, null, window, Duration.ofHours(1), 10_000, Duration.ofSeconds(2));
    }

    /** A bus that has found its Redis, which on a busy machine may be after its start. */
    static RedisLiveBus connected(RedisSettings settings, MeterRegistry meters) {
        RedisLiveBus bus = new RedisLiveBus(settings, meters);
        bus.start();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> meters.get("fleetport.live.connected").gauge().value() == 1);
        return bus;
    }

    @Override
    public void close() {
        if (server != null && server.isActive()) {
            stop();
        }
    }
}
