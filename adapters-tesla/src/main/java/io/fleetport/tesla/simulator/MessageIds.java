package io.fleetport.tesla.simulator;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * The message ids of one connection in the form vehicles use: 22 hexadecimal characters that are new with each connection, a
 * dash, and a counter of nine digits.
 */
final class MessageIds {

    private static final int PREFIX_BYTES = 11;
    private static final int PREFIX_LENGTH = 2 * PREFIX_BYTES + 1;
    private static final int DIGITS = 9;
    /** How many ids a connection has. */
    static final long COUNT = 1_000_000_000;

    private final byte[] prefix;

    MessageIds(RandomGenerator random) {
        byte[] bytes = new byte[PREFIX_BYTES];
        random.nextBytes(bytes);
        prefix = (HexFormat.of().formatHex(bytes) + "-").getBytes(StandardCharsets.US_ASCII);
    }

    /** @param number 0 to {@link #COUNT} - 1 */
    byte[] id(long number) {
        byte[] id = new byte[PREFIX_LENGTH + DIGITS];
        System.arraycopy(prefix, 0, id, 0, PREFIX_LENGTH);
        long rest = number;
        for (int i = id.length - 1; i >= PREFIX_LENGTH; i--) {
            id[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return id;
    }

    /** The number within an id of this connection, or -1 for any other bytes. */
    long number(byte[] id) {
        if (id.length != PREFIX_LENGTH + DIGITS) {
            return -1;
        }
        for (int i = 0; i < PREFIX_LENGTH; i++) {
            if (id[i] != prefix[i]) {
                return -1;
            }
        }
        long number = 0;
        for (int i = PREFIX_LENGTH; i < id.length; i++) {
            int digit = id[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
