package io.fleetport.bootstrap.wiring;

/** {@code fleetport.roles}: what a process does of all that the service does. */
public enum ProcessRole {
    /** Takes the connections of vehicles and stations. */
    EDGE,
    /** Stores what came through the stream. */
    CONSUMER,
    /** Answers requests. */
    API
}
