package io.fleetport.tesla.identity;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Blots out vehicle identification numbers. What looks like one is a run of at least 17 of the characters ISO 3779 allows:
 * digits and capital letters without I, O and Q. Lengths never change, so binary forms stay readable. Stateless.
 */
public final class VinMask {

    /** Characters in a VIN (ISO 3779). */
    public static final int VIN_LENGTH = 17;

    private static final byte MASK = 'X';
    private static final boolean[] ALLOWED = allowed();

    private VinMask() {}

    /** Whether the whole text is a possible VIN. */
    public static boolean isVin(String text) {
        if (text.length() != VIN_LENGTH) {
            return false;
        }
        for (int i = 0; i < VIN_LENGTH; i++) {
            char c = text.charAt(i);
            if (c > 127 || !ALLOWED[c]) {
                return false;
            }
        }
        return true;
    }

    /** Masks every run of 17 or more in place and returns the same array. */
    public static byte[] mask(byte[] bytes) {
        int end = bytes.length;
        // A run of 17 covers every 17th byte, so looking at those alone finds all; most frames hold few such bytes.
        int at = VIN_LENGTH - 1;
        while (at < end) {
            if (!isAllowed(bytes[at])) {
                at += VIN_LENGTH;
                continue;
            }
            int from = at;
            while (from > 0 && isAllowed(bytes[from - 1])) {
                from--;
            }
            int until = at + 1;
            while (until < end && isAllowed(bytes[until])) {
                until++;
            }
            if (until - from >= VIN_LENGTH) {
                Arrays.fill(bytes, from, until, MASK);
            }
            at = until + VIN_LENGTH;
        }
        return bytes;
    }

    /**
     * Masks VINs in text for people: words of exactly 17 allowed characters. Longer words, such as encoded routes, are
     * left alone. In small letters they must hold a letter and a digit, as words of people might be as long.
     */
    public static String mask(String text) {
        if (text.length() < VIN_LENGTH) {
            return text;
        }
        return io.fleetport.application.vehicle.VinMask.mask(maskCapitals(text));
    }

    private static String maskCapitals(String text) {
        char @Nullable [] chars = null;
        int start = 0;
        boolean vin = true;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (Character.isLetterOrDigit(c)) {
                vin &= c < 128 && ALLOWED[c];
                continue;
            }
            if (vin && i - start == VIN_LENGTH) {
                if (chars == null) {
                    chars = text.toCharArray();
                }
                Arrays.fill(chars, start, i, (char) MASK);
            }
            start = i + 1;
            vin = true;
        }
        return chars == null ? text : new String(chars);
    }

    private static boolean isAllowed(byte b) {
        return b > 0 && ALLOWED[b];
    }

    private static boolean[] allowed() {
        boolean[] allowed = new boolean[128];
        for (char c = '0'; c <= '9'; c++) {
            allowed[c] = true;
        }
        for (char c = 'A'; c <= 'Z'; c++) {
            allowed[c] = c != 'I' && c != 'O' && c != 'Q';
        }
        return allowed;
    }
}
