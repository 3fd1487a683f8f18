package io.fleetport.mqtt.simulator;

import org.jspecify.annotations.Nullable;

/** What a station has to say. Used by one thread at a time. */
interface MessageSource {

    /** The next message that is due, or null when there is none now. */
    @Nullable
    Outgoing next();

    /** Whether none will come any more. */
    boolean exhausted();
}
