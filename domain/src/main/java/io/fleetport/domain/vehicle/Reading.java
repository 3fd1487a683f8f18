package io.fleetport.domain.vehicle;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What one source said about one vehicle at one event time.
 *
 * <p>Two readings are the same when vehicle, time and fingerprint agree; the same reading heard twice changes nothing.
 *
 * @param observedAt the vehicle's own time of the observation, at microsecond precision
 * @param fingerprint 64 bits drawn from the content, so that contradicting readings of one instant are told apart
 * @param signals what was said; at most one per name, in the source's order
 */
public record Reading(VehicleId vehicle, Instant observedAt, long fingerprint, List<Signal> signals) {

    /** Event-time order, ties by fingerprint: the one order in which readings are reduced, whatever order they came in. */
    public static final Comparator<Reading> EVENT_ORDER =
            Comparator.comparing(Reading::observedAt).thenComparingLong(Reading::fingerprint);

    public Reading {
        if (observedAt.getNano() % 1_000 != 0) {
            throw new IllegalArgumentException("observedAt must be in whole microseconds but is " + observedAt);
        }
        signals = List.copyOf(signals);
    }
}
