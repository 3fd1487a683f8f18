package io.fleetport.application.encoding;

import java.time.DateTimeException;
import java.time.Instant;

/** A time as bytes, as fine as it is: our own clock's times are told to the nanosecond. Seconds since 1970, then nanoseconds of one. */
public final class TimeEncoding {

    private TimeEncoding() {}

    public static void put(Instant time, ByteSink sink) {
        sink.putSigned(time.getEpochSecond());
        sink.putVarint(time.getNano());
    }

    /** @throws IllegalArgumentException when the bytes cannot be a time */
    public static Instant get(ByteSource source) {
        long second = source.getSigned();
        long nano = source.getVarint();
        try {
            return Instant.ofEpochSecond(second, nano);
        } catch (ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException("no time is " + second + " s and " + nano + " ns", e);
        }
    }
}
