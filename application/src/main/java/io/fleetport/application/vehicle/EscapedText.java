package io.fleetport.application.vehicle;

import java.util.Arrays;

/** Bytes seen as the characters that the escapes of JSON (RFC 8259, 7) stand for. What is no escape stays what it is. */
final class EscapedText implements VinMask.Bytes {

    private static final int UNICODE_ESCAPE = 6;

    private final char[] chars;
    /** Where each character begins, and where the last one ends. */
    private final int[] offsets;

    private final int length;

    EscapedText(byte[] raw) {
        char[] found = new char[raw.length];
        int[] begins = new int[raw.length + 1];
        int count = 0;
        int at = 0;
        while (at < raw.length) {
            begins[count] = at;
            int wide = raw[at] == '\\' ? escapeLength(raw, at) : 1;
            found[count++] = (char) (wide == 1 ? raw[at] & 0xff : wide == 2 ? ' ' : hex(raw, at + 2));
            at += wide;
        }
        begins[count] = at;
        chars = found;
        offsets = begins;
        length = count;
    }

    /** Whether anything here would be read as an escape; a lone backslash, as in a binary frame, would not. */
    static boolean hasEscapes(byte[] raw) {
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '\\' && escapeLength(raw, i) > 1) {
                return true;
            }
        }
        return false;
    }

    /** 1 when there is no escape. All of two bytes stand for something that no word goes on over. */
    private static int escapeLength(byte[] raw, int at) {
        if (at + 1 >= raw.length) {
            return 1;
        }
        return switch (raw[at + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> 2;
            case 'u' -> hex(raw, at + 2) < 0 ? 1 : UNICODE_ESCAPE;
            default -> 1;
        };
    }

    /** The four hexadecimal digits there as a number; -1 when they are not. */
    private static int hex(byte[] raw, int from) {
        if (from + 4 > raw.length) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(raw[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    @Override
    public int offset(int index) {
        return offsets[index];
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        return chars[index];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        throw new UnsupportedOperationException("nobody asks for a part");
    }

    @Override
    public String toString() {
        return new String(Arrays.copyOf(chars, length));
    }
}
