package io.fleetport.bootstrap.wiring;

import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.mqtt.link.StationDownlink;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Stands where no broker is configured: a command certainly does not leave. */
final class NoBroker implements StationDownlink {

    @Override
    public CompletionStage<Void> send(String topic, byte[] payload, Duration expiry) {
        return CompletableFuture.failedFuture(new PortUnavailable(
                "no broker is configured: set fleetport.stations.broker", new IllegalStateException("no broker")));
    }
}
