package io.fleetport.application.encoding;

import java.time.Instant;

/** Instants as whole microseconds since 1970-01-01 UTC, the precision at which everything is kept. */
public final class Micros {

    private static final long PER_SECOND = 1_000_000;

    private Micros() {}

    /** @throws IllegalArgumentException when the instant is finer than a microsecond: storing it would change it */
    public static long of(Instant instant) {
        if (instant.getNano() % 1_000 != 0) {
            throw new IllegalArgumentException("instant must be in whole microseconds but is " + instant);
        }
        return floorOf(instant);
    }

    /** As {@link #of}, dropping what is finer than a microsecond. For our own clock, where it does not matter. */
    public static long floorOf(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano() / 1_000);
    }

    public static Instant toInstant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * 1_000);
    }
}
