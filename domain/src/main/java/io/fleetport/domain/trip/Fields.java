package io.fleetport.domain.trip;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A row of numbers that is either being written or being read. A part of a track names its fields once, in one order,
 * and the same lines serve both: {@code x = fields.real(x)}.
 *
 * <p>As bytes, each eight numbers are led by a mask of those that are not zero; zero takes no room.
 */
final class Fields {

    private static final long NAN = Double.doubleToRawLongBits(Double.NaN);

    private final boolean reading;
    private long[] row;
    private int at;

    private Fields(boolean reading, long[] row) {
        this.reading = reading;
        this.row = row;
    }

    static Fields toWrite() {
        return new Fields(false, new long[96]);
    }

    /** @throws IllegalArgumentException when the bytes are not what {@link #bytes} made */
    static Fields toRead(ByteBuffer bytes) {
        try {
            int count = bytes.getInt();
            if (count < 0 || count > bytes.remaining() * 8L) {
                throw new IllegalArgumentException("snapshot claims " + count + " numbers in " + bytes.remaining());
            }
            long[] row = new long[count];
            int mask = 0;
            for (int i = 0; i < count; i++) {
                if (i % 8 == 0) {
                    mask = bytes.get();
                }
                row[i] = (mask >> i % 8 & 1) == 0 ? 0 : bytes.getLong();
            }
            return new Fields(true, row);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("snapshot is cut short", e);
        }
    }

    boolean reading() {
        return reading;
    }

    long whole(long value) {
        if (reading) {
            if (at == row.length) {
                throw new IllegalArgumentException("snapshot ends after " + at + " numbers");
            }
            return row[at++];
        }
        if (at == row.length) {
            row = Arrays.copyOf(row, row.length * 2);
        }
        row[at++] = value;
        return value;
    }

    int small(int value) {
        return (int) whole(value);
    }

    boolean flag(boolean value) {
        return whole(value ? 1 : 0) != 0;
    }

    /** A number that is mostly zero. */
    double real(double value) {
        return Double.longBitsToDouble(whole(Double.doubleToRawLongBits(value)));
    }

    /** A number that is mostly unknown, which is told by not being a number. */
    double known(double value) {
        return Double.longBitsToDouble(whole(Double.doubleToLongBits(value) ^ NAN) ^ NAN);
    }

    long[] row(long[] values) {
        int length = small(values.length);
        if (!reading) {
            for (long value : values) {
                whole(value);
            }
            return values;
        }
        if (length < 0 || length > row.length - at) {
            throw new IllegalArgumentException("snapshot claims a row of " + length);
        }
        long[] read = Arrays.copyOfRange(row, at, at + length);
        at += length;
        return read;
    }

    long[] written() {
        return Arrays.copyOf(row, at);
    }

    byte[] bytes(byte version) {
        ByteBuffer bytes = ByteBuffer.allocate(5 + at * 8 + (at + 7) / 8);
        bytes.put(version).putInt(at);
        for (int i = 0; i < at; i += 8) {
            int end = Math.min(at, i + 8);
            int mask = 0;
            for (int j = i; j < end; j++) {
                mask |= row[j] == 0 ? 0 : 1 << j - i;
            }
            bytes.put((byte) mask);
            for (int j = i; j < end; j++) {
                if (row[j] != 0) {
                    bytes.putLong(row[j]);
                }
            }
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
