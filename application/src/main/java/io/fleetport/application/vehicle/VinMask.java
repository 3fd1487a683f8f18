package io.fleetport.application.vehicle;

import java.util.Arrays;

/**
 * Finds and blots out vehicle identification numbers. What looks like one is a word of exactly 17 letters and digits
 * without I, O and Q (ISO 3779), at least one letter and one digit among them, in either case. Looking costs next to
 * nothing where there is none. Stateless.
 */
public final class VinMask {

    /** Characters in a VIN (ISO 3779). */
    public static final int VIN_LENGTH = 17;

    private static final char MASK = '*';

    private static final String MASKED = String.valueOf(MASK).repeat(VIN_LENGTH);

    private static final byte NONE = 0;
    private static final byte DIGIT = 1;
    private static final byte LETTER = 2;
    /** I, O and Q: part of words, but not of a VIN. */
    private static final byte CONFUSABLE = 4;

    private static final byte[] KINDS = kinds();

    private VinMask() {}

    /** Whether the whole text looks like a VIN. */
    public static boolean isVin(String text) {
        return text.length() == VIN_LENGTH && find(text, 0) == 0;
    }

    /** Whether the text holds what {@link #mask} puts in the place of a VIN. */
    public static boolean isMasked(String text) {
        return text.contains(MASKED);
    }

    /** The text with every VIN in it masked; the same text when there is none. */
    public static String mask(String text) {
        int at = find(text, 0);
        if (at < 0) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text);
        for (; at >= 0; at = find(text, at + VIN_LENGTH)) {
            for (int i = at; i < at + VIN_LENGTH; i++) {
                masked.setCharAt(i, MASK);
            }
        }
        return masked.toString();
    }

    /**
     * The bytes with every VIN in them masked, also one written with the escapes of JSON. One byte is one character, so
     * that bytes which are not text stay what they are, and lengths never change.
     *
     * @return the same array when there is nothing to mask, else a copy
     */
    public static byte[] mask(byte[] raw) {
        byte[] masked = masked(raw, raw, new Latin1(raw));
        return EscapedText.hasEscapes(raw) ? masked(raw, masked, new EscapedText(raw)) : masked;
    }

    private static byte[] masked(byte[] raw, byte[] soFar, Bytes text) {
        byte[] masked = soFar;
        for (int at = find(text, 0); at >= 0; at = find(text, at + VIN_LENGTH)) {
            if (masked == raw) {
                masked = raw.clone();
            }
            Arrays.fill(masked, text.offset(at), text.offset(at + VIN_LENGTH), (byte) MASK);
        }
        return masked;
    }

    /** Where the first VIN at or after {@code from} begins, where no word goes on; -1 without one. */
    private static int find(CharSequence text, int from) {
        int end = text.length();
        // A word of 17 covers every 17th character, so looking at those alone finds all.
        int at = from + VIN_LENGTH - 1;
        while (at < end) {
            if (kind(text.charAt(at)) == NONE) {
                at += VIN_LENGTH;
                continue;
            }
            int start = at;
            while (start > from && kind(text.charAt(start - 1)) != NONE) {
                start--;
            }
            int until = at + 1;
            while (until < end && kind(text.charAt(until)) != NONE) {
                until++;
            }
            if (until - start == VIN_LENGTH && looksRight(text, start)) {
                return start;
            }
            at = until + VIN_LENGTH;
        }
        return -1;
    }

    private static boolean looksRight(CharSequence text, int start) {
        int seen = 0;
        for (int i = start; i < start + VIN_LENGTH; i++) {
            seen |= kind(text.charAt(i));
        }
        return seen == (DIGIT | LETTER);
    }

    private static byte kind(char c) {
        return c < KINDS.length ? KINDS[c] : NONE;
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[128];
        Arrays.fill(kinds, '0', '9' + 1, DIGIT);
        Arrays.fill(kinds, 'A', 'Z' + 1, LETTER);
        for (char c : new char[] {'I', 'O', 'Q'}) {
            kinds[c] = CONFUSABLE;
        }
        System.arraycopy(kinds, 'A', kinds, 'a', 26);
        return kinds;
    }

    /** Bytes seen as characters. */
    sealed interface Bytes extends CharSequence permits Latin1, EscapedText {
        /** Which byte a character begins at; also for the end of the text. */
        int offset(int index);
    }

    /** Bytes seen as characters without copying them. */
    private record Latin1(byte[] bytes) implements Bytes {
        @Override
        public int offset(int index) {
            return index;
        }

        @Override
        public int length() {
            return bytes.length;
        }

        @Override
        public char charAt(int index) {
            return (char) (bytes[index] & 0xff);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            throw new UnsupportedOperationException("nobody asks for a part");
        }
    }
}
