package io.fleetport.domain.station;

import java.time.Duration;

/**
 * When something that was never said to have ended is taken to be over, and what counts as observed. All by event time of
 * the station.
 *
 * @param swapAbandonedAfter a swap that began so long ago and neither completed nor aborted is abandoned
 * @param sessionClosedAfter a charging session not heard of for so long is closed
 * @param observedWithin two reports at most this far apart observe the time between them
 */
public record StationRule(Duration swapAbandonedAfter, Duration sessionClosedAfter, Duration observedWithin) {

    /** A quarter of an hour, several times as long as swaps take; a day; a minute, twelve reports at one every five seconds. */
    public static final StationRule DEFAULT =
            new StationRule(Duration.ofMinutes(15), Duration.ofDays(1), Duration.ofMinutes(1));

    public StationRule {
        if (!swapAbandonedAfter.isPositive() || !sessionClosedAfter.isPositive() || !observedWithin.isPositive()) {
            throw new IllegalArgumentException(
                    "swapAbandonedAfter, sessionClosedAfter and observedWithin must be positive" + " but are "
                            + swapAbandonedAfter + ", " + sessionClosedAfter + " and " + observedWithin);
        }
    }
}
