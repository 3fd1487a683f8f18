package io.fleetport.aws.elasticache;

import io.fleetport.application.contract.LiveBusContract;
import io.fleetport.application.port.out.LiveBus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class RedisLiveBusTest implements LiveBusContract {

    private static Redis redis;
    private RedisLiveBus bus;

    @BeforeAll
    static void startRedis() {
        redis = Redis.started();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @BeforeEach
    void connect() {
        bus = Redis.connected(redis.settings(WINDOW), new SimpleMeterRegistry());
    }

    @AfterEach
    void close() {
        bus.close();
    }

    @Override
    public LiveBus bus() {
        return bus;
    }
}
