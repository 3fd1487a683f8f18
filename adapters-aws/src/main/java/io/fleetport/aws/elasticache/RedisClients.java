package io.fleetport.aws.elasticache;

import io.fleetport.application.port.out.PortUnavailable;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The client library with our settings, and its threads. Safe to use from many threads. */
final class RedisClients implements AutoCloseable {

    /** Two connections need no more. */
    private static final int THREADS = 2;

    private static final Duration LONGEST_SHUTDOWN = Duration.ofSeconds(2);

    private final RedisSettings settings;
    private final ClientResources resources;
    private final RedisClient client;

    RedisClients(RedisSettings settings) {
        this.settings = settings;
        this.resources = DefaultClientResources.builder()
                .ioThreadPoolSize(THREADS)
                .computationThreadPoolSize(THREADS)
                .build();
        this.client = RedisClient.create(resources, address(settings));
        client.setOptions(options(settings));
    }

    private static RedisURI address(RedisSettings settings) {
        RedisURI.Builder address = RedisURI.builder()
                .withHost(settings.host())
                .withPort(settings.port())
                .withClientName("fleetport")
                .withTimeout(settings.patience());
        if (settings.tls()) {
            address.withSsl(true).withVerifyPeer(SslVerifyMode.FULL);
        }
        String user = settings.user();
        String password = settings.password();
        if (password != null && user != null) {
            address.withAuthentication(user, password);
        } else if (password != null) {
            address.withPassword((CharSequence) password);
        }
        return address.build();
    }

    /** What a lost connection means is ours to know, so it is us who make another one. */
    private static ClientOptions options(RedisSettings settings) {
        SslOptions.Builder tls = SslOptions.builder().jdkSslProvider().handshakeTimeout(settings.patience());
        if (settings.authorities() != null) {
            tls.trustManager(settings.authorities().toFile());
        }
        return ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(settings.patience())
                        .keepAlive(true)
                        .build())
                .sslOptions(tls.build())
                .build();
    }

    /** @throws PortUnavailable when Redis cannot be reached or does not let us in */
    RedisLink connect() {
        return RedisLink.open(client, settings);
    }

    /** One connection, for whose answers nobody waits longer than the settings' patience. Throws as {@link #connect()}. */
    <V> StatefulRedisConnection<String, V> connect(RedisCodec<String, V> codec) {
        try {
            return client.connect(codec);
        } catch (RedisException e) {
            throw new PortUnavailable("Redis cannot be reached", e);
        }
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, LONGEST_SHUTDOWN);
        resources
                .shutdown(0, LONGEST_SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(LONGEST_SHUTDOWN.toMillis());
    }
}
