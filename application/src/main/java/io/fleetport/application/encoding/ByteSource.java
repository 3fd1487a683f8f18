package io.fleetport.application.encoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * Reads what a {@link ByteSink} wrote. Every method throws {@link IllegalArgumentException} when the bytes end early or
 * cannot be what was written. Not safe to share between threads.
 */
public final class ByteSource {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private int at;

    /** The array is not copied and must not change while it is read. */
    public ByteSource(byte[] bytes) {
        this.bytes = bytes;
    }

    public int remaining() {
        return bytes.length - at;
    }

    /** 0 to 255. */
    public int getByte() {
        need(1);
        return bytes[at++] & 0xff;
    }

    public long getLong() {
        need(8);
        long value = (long) LONGS.get(bytes, at);
        at += 8;
        return value;
    }

    public int getInt() {
        need(4);
        int value = (int) INTS.get(bytes, at);
        at += 4;
        return value;
    }

    public double getDouble() {
        return Double.longBitsToDouble(getLong());
    }

    public UUID getUuid() {
        return new UUID(getLong(), getLong());
    }

    public long getVarint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = getByte();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IllegalArgumentException("number at byte " + at + " is longer than 64 bits");
    }

    public long getSigned() {
        long value = getVarint();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A number of things of which each takes at least {@code leastBytes}, so that a damaged one is not believed. */
    public int getCount(int leastBytes) {
        long count = getVarint();
        if (count < 0 || count * leastBytes > remaining()) {
            throw new IllegalArgumentException(
                    "count " + count + " at byte " + at + " is more than the " + remaining() + " bytes left can hold");
        }
        return (int) count;
    }

    public byte[] getBytes(int length) {
        need(length);
        byte[] part = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return part;
    }

    public String getText() {
        int length = getCount(1);
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /** Fails unless everything was read. */
    public void end() {
        if (at != bytes.length) {
            throw new IllegalArgumentException(remaining() + " bytes too many after byte " + at);
        }
    }

    private void need(int length) {
        if (bytes.length - at < length) {
            throw new IllegalArgumentException(
                    "bytes end at " + bytes.length + " where " + (at + length) + " are needed");
        }
    }
}
