package io.fleetport.application.fleet;

import io.fleetport.application.port.in.DeliverReadings;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.Signals;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A submitted reading without anything that looks like a vehicle identification number: those stop at the edge.
 *
 * @param vehicle what the caller calls the vehicle
 * @param raw as it came when nothing needed masking
 */
record Masked(String vehicle, List<Signal> signals, byte[] raw) {

    /** 17 characters without I, O and Q (ISO 3779), at least one letter and one digit among them. */
    private static final Pattern VIN = Pattern.compile(
            "(?<![A-Za-z0-9])(?=[A-HJ-NPR-Z]*[0-9])(?=[0-9]*[A-HJ-NPR-Z])[A-HJ-NPR-Z0-9]{17}(?![A-Za-z0-9])",
            Pattern.CASE_INSENSITIVE);

    private static final String MASK = "*".repeat(17);

    static Masked of(DeliverReadings.Submitted submitted) {
        return switch (submitted) {
            case DeliverReadings.Legible legible ->
                new Masked(
                        VIN.matcher(legible.vehicle()).replaceAll(MASK),
                        legible.signals().stream()
                                .filter(signal -> !namesVin(signal))
                                .toList(),
                        masked(legible.raw()));
            case DeliverReadings.Illegible illegible -> new Masked("", List.of(), masked(illegible.raw()));
        };
    }

    private static boolean namesVin(Signal signal) {
        return signal instanceof Signal.Text text
                && text.name().equals(Signals.VEHICLE_NAME)
                && VIN.matcher(text.value()).find();
    }

    private static byte[] masked(byte[] raw) {
        // One byte a character, so that bytes which are not text stay what they are.
        Matcher found = VIN.matcher(new Latin1(raw));
        byte[] copy = raw;
        while (found.find()) {
            if (copy == raw) {
                copy = raw.clone();
            }
            Arrays.fill(copy, found.start(), found.end(), (byte) '*');
        }
        return copy;
    }

    /** Bytes seen as characters without copying them. */
    private record Latin1(byte[] bytes, int from, int until) implements CharSequence {
        Latin1(byte[] bytes) {
            this(bytes, 0, bytes.length);
        }

        @Override
        public int length() {
            return until - from;
        }

        @Override
        public char charAt(int index) {
            return (char) (bytes[from + index] & 0xff);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Latin1(bytes, from + start, from + end);
        }

        @Override
        public String toString() {
            return new String(bytes, from, until - from, StandardCharsets.ISO_8859_1);
        }
    }
}
