package io.fleetport.application.replay;

import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.out.ArchivedMessage;

/**
 * Understands an archived message as its source did when it came. It was believed to be of its subject then, and that is not asked
 * again: what proved it is not in it. Safe to use from many threads.
 */
@FunctionalInterface
public interface ArchivedContent {

    /**
     * What the message says; {@link Delivery.Unusable} when nobody can tell.
     *
     * @param message with bytes in it
     * @throws io.fleetport.application.port.out.PortUnavailable when it cannot be found out now
     */
    Delivery.Content of(ArchivedMessage message);
}
