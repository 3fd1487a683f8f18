package io.fleetport.tesla.record;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Points in time as records hold them. */
final class Timestamps {

    /** Range of a protobuf Timestamp: 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z. */
    private static final long LEAST_SECOND = -62_135_596_800L;

    private static final long GREATEST_SECOND = 253_402_300_799L;

    /**
     * Some vehicles put milliseconds where seconds belong in alerts. From here on seconds are taken for milliseconds, as
     * the reference server does: ten thousand years.
     */
    private static final long MILLISECONDS_FROM = 315_576_000_000L;

    private Timestamps() {}

    /** A time outside the range of protobuf's own becomes the nearest inside. */
    static Instant of(long seconds, int nanos) {
        long within = Math.clamp(seconds, LEAST_SECOND, GREATEST_SECOND);
        return Instant.ofEpochSecond(within, within == seconds ? Math.clamp(nanos, 0, 999_999_999) : 0);
    }

    /** As {@link #of}, for the times of an alert. */
    static Instant ofAlert(long seconds, int nanos) {
        return seconds < MILLISECONDS_FROM
                ? of(seconds, nanos)
                : of(Math.floorDiv(seconds, 1000), Math.floorMod(seconds, 1000) * 1_000_000);
    }

    static Instant parse(String text) throws MalformedRecord {
        try {
            Instant at = Instant.parse(text);
            return of(at.getEpochSecond(), at.getNano());
        } catch (DateTimeParseException e) {
            throw new MalformedRecord("a time is not of the form of RFC 3339");
        }
    }

    static Instant parseAlert(String text) throws MalformedRecord {
        try {
            Instant at = Instant.parse(text);
            return ofAlert(at.getEpochSecond(), at.getNano());
        } catch (DateTimeParseException e) {
            throw new MalformedRecord("a time is not of the form of RFC 3339");
        }
    }
}
