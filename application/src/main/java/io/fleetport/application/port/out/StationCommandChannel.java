package io.fleetport.application.port.out;

import io.fleetport.domain.station.StationCommand;
import java.util.concurrent.CompletionStage;

/** The way to the stations. Safe to call from many threads. */
public interface StationCommandChannel {

    /**
     * Hands the command over for delivery until it expires. Completes once it is on its way for good; fails with
     * {@link PortUnavailable} when it certainly is not.
     */
    CompletionStage<Void> send(StationCommand command);
}
