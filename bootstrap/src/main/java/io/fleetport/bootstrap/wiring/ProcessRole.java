package io.fleetport.bootstrap.wiring;

/** {@code fleetport.roles}: what a process does of all that the service does. */
public enum ProcessRole {
    /** Takes the connections of vehicles. */
    EDGE,
    /** Stores what came through the stream. */
    CONSUMER,
    /** Answers requests, but for those that follow live. */
    API,
    /** Serves the server-sent events. */
    LIVE,
    /** Hears stations over their broker, and runs it where it is the embedded one. */
    STATIONS,
    /** Does what nobody waits for: archive, webhooks, events, erasures, and everything that is due at a time. */
    JOBS
}
