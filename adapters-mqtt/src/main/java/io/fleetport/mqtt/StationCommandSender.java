package io.fleetport.mqtt;

import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.StationCommandChannel;
import io.fleetport.domain.station.StationCommand;
import io.fleetport.mqtt.link.StationDownlink;
import io.fleetport.mqtt.wire.CommandWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/** Sends commands to stations as JSON, to be kept by the broker no longer than the command is worth something. Safe to use from many threads. */
public final class StationCommandSender implements StationCommandChannel {

    private final StationDownlink downlink;
    private final String topicPrefix;
    private final Clock clock;

    /** @param topicPrefix what comes before {@code /{station_id}/…} */
    public StationCommandSender(StationDownlink downlink, String topicPrefix, Clock clock) {
        this.downlink = downlink;
        this.topicPrefix = topicPrefix;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Void> send(StationCommand command) {
        Duration left = Duration.between(clock.instant(), command.expiresAt());
        if (!left.isPositive()) {
            return CompletableFuture.failedFuture(new PortUnavailable(
                    "the command has expired before it could be sent",
                    new TimeoutException("expired at " + command.expiresAt())));
        }
        return downlink.send(topicPrefix + "/" + command.station() + "/commands", CommandWriter.toJson(command), left);
    }
}
