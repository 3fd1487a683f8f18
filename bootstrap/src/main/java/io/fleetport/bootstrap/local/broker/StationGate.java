package io.fleetport.bootstrap.local.broker;

/** Whom the broker asks and tells about stations at its door. Safe to call from many threads, and quick. */
public interface StationGate {

    /** Whether a station with a valid certificate may connect now. */
    default boolean admits(String stationId) {
        return true;
    }

    /** A station published below another's prefix, or below nobody's. It has been refused; the message goes nowhere else. */
    void refused(String stationId, String topic, byte[] payload);
}
