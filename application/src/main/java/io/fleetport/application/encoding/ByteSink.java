package io.fleetport.application.encoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** A byte buffer that grows as it is written to. Fixed-size numbers are big-endian. Not safe to share between threads. */
public final class ByteSink {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int size;

    /** @param capacity bytes it holds before it has to grow, 1 or more */
    public ByteSink(int capacity) {
        bytes = new byte[capacity];
    }

    /** Bytes written so far. */
    public int size() {
        return size;
    }

    /** Forgets what was written and keeps the room. */
    public void clear() {
        size = 0;
    }

    /** Forgets what was written from the given size on. */
    public void cut(int size) {
        if (size < 0 || size > this.size) {
            throw new IllegalArgumentException("size must be within 0.." + this.size + " but is " + size);
        }
        this.size = size;
    }

    /** What was written, as a new array. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** The array written to: bytes {@code 0} to {@code size()} are valid until the next call. */
    public byte[] array() {
        return bytes;
    }

    public void putByte(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    public void putShort(int value) {
        room(2);
        bytes[size++] = (byte) (value >>> 8);
        bytes[size++] = (byte) value;
    }

    public void putInt(int value) {
        room(4);
        INTS.set(bytes, size, value);
        size += 4;
    }

    public void putLong(long value) {
        room(8);
        LONGS.set(bytes, size, value);
        size += 8;
    }

    public void putDouble(double value) {
        putLong(Double.doubleToLongBits(value));
    }

    public void putUuid(UUID value) {
        putLong(value.getMostSignificantBits());
        putLong(value.getLeastSignificantBits());
    }

    /** Seven bits a byte, lowest first, the top bit set on all but the last: small numbers take one byte. Taken as unsigned. */
    public void putVarint(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** As {@link #putVarint}, with the sign moved to the lowest bit so that small negative numbers stay short. */
    public void putSigned(long value) {
        putVarint((value << 1) ^ (value >> 63));
    }

    public void putBytes(byte[] source) {
        putBytes(source, source.length);
    }

    public void putBytes(byte[] source, int length) {
        room(length);
        System.arraycopy(source, 0, bytes, size, length);
        size += length;
    }

    /** UTF-8 after its length in bytes as a varint. A lone surrogate becomes a question mark. */
    public void putText(String text) {
        int length = text.length();
        int start = size;
        putVarint(length);
        room(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                size = start;
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                putVarint(utf8.length);
                putBytes(utf8);
                return;
            }
            bytes[size++] = (byte) c;
        }
    }

    /** Overwrites four bytes written before, for a length that is known only afterwards. */
    public void setInt(int at, int value) {
        if (at < 0 || at > size - 4) {
            throw new IllegalArgumentException("at must be within 0.." + (size - 4) + " but is " + at);
        }
        INTS.set(bytes, at, value);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
