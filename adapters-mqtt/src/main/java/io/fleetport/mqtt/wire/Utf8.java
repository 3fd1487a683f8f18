package io.fleetport.mqtt.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Whether bytes are UTF-8 (RFC 3629) as JSON may hold it: no overlong forms, no surrogates, and never a zero byte. */
final class Utf8 {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /** Where the first character is that cannot be; -1 when there is none. */
    static int firstWrong(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            if (at + Long.BYTES <= bytes.length && isPlain((long) LONGS.get(bytes, at))) {
                at += Long.BYTES;
                continue;
            }
            int length = lengthAt(bytes, at);
            if (length == 0) {
                return at;
            }
            at += length;
        }
        return -1;
    }

    /** Whether all eight bytes are ASCII but zero: taking one away then sets no high bit, and none is set before. */
    private static boolean isPlain(long eight) {
        return ((eight - ONES | eight) & HIGH_BITS) == 0;
    }

    /** How many bytes the character there has; 0 when it is none. The table of RFC 3629, 4. */
    private static int lengthAt(byte[] bytes, int at) {
        int first = bytes[at] & 0xff;
        if (first < 0x80) {
            return first == 0 ? 0 : 1;
        }
        int second = at + 1 < bytes.length ? bytes[at + 1] & 0xff : 0;
        int length;
        boolean fits;
        if (first < 0xe0) {
            length = 2;
            fits = first >= 0xc2 && isTail(second);
        } else if (first < 0xf0) {
            length = 3;
            fits = isTail(second) && (first != 0xe0 || second >= 0xa0) && (first != 0xed || second < 0xa0);
        } else {
            length = 4;
            fits = first <= 0xf4
                    && isTail(second)
                    && (first != 0xf0 || second >= 0x90)
                    && (first != 0xf4 || second < 0x90);
        }
        for (int i = at + 2; fits && i < at + length; i++) {
            fits = i < bytes.length && isTail(bytes[i] & 0xff);
        }
        return fits ? length : 0;
    }

    private static boolean isTail(int b) {
        return b >> 6 == 0b10;
    }
}
