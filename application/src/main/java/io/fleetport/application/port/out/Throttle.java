package io.fleetport.application.port.out;

/**
 * Holds back long work that nobody waits for, so that it does not take a processor away from what somebody waits for. For one
 * thread, the one that works.
 */
@FunctionalInterface
public interface Throttle {

    /** Works on without a rest. */
    Throttle NONE = () -> {};

    /** To be called after each piece of work, best of ten milliseconds or so. Returns when the next one may begin. */
    void worked();
}
