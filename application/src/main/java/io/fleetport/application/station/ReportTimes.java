package io.fleetport.application.station;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The ends of time as far as reports are concerned: stores refuse none of this range, and no report lies outside it. */
final class ReportTimes {

    private static final Instant BEGINNING = Instant.EPOCH;
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    private ReportTimes() {}

    static Instant from(@Nullable Instant from) {
        return from == null ? BEGINNING : from;
    }

    static Instant until(@Nullable Instant until) {
        return until == null ? END : until;
    }
}
