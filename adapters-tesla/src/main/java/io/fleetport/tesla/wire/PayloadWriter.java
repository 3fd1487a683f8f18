package io.fleetport.tesla.wire;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * Writes the payload of a record of topic {@link Envelope#TOPIC_VALUES}: what a vehicle sends. Values appear in the order
 * of the calls; created_at, vin and is_resend follow them. Reusable after {@link #reset}; not safe for many threads.
 */
public final class PayloadWriter {

    private static final int DATA = 1;
    private static final int CREATED_AT = 2;
    private static final int VIN = 3;
    private static final int IS_RESEND = 4;

    private final byte[] scratch = new byte[64];
    private final byte[] valueScratch = new byte[40];
    private byte[] bytes = new byte[1024];
    private int size;

    /** Starts over with nothing written. */
    public PayloadWriter reset() {
        size = 0;
        return this;
    }

    public PayloadWriter doubleValue(int field, double value) {
        return datum(field, out -> out.writeDouble(5, value));
    }

    public PayloadWriter floatValue(int field, float value) {
        return datum(field, out -> out.writeFloat(4, value));
    }

    /** Text of any length. */
    public PayloadWriter stringValue(int field, String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        byte[] encoded = new byte[text.length + 8];
        return datum(field, encoded, out -> out.writeByteArray(1, text));
    }

    public PayloadWriter booleanValue(int field, boolean value) {
        return datum(field, out -> out.writeBool(6, value));
    }

    public PayloadWriter intValue(int field, int value) {
        return datum(field, out -> out.writeInt32(2, value));
    }

    public PayloadWriter longValue(int field, long value) {
        return datum(field, out -> out.writeInt64(3, value));
    }

    /** One of the options. @throws IllegalArgumentException when the set has no such option */
    public PayloadWriter optionValue(int field, TeslaOptions options, String option) {
        int number = options.numberOf(option);
        if (number < 0) {
            throw new IllegalArgumentException(options.name() + " has no option " + option);
        }
        return enumValue(field, options.valueMember(), number);
    }

    /** An option by the number of its Value member and its own number, known or not. */
    public PayloadWriter enumValue(int field, int valueMember, int number) {
        return datum(field, out -> out.writeEnum(valueMember, number));
    }

    /** A place in degrees, south and west negative; not checked. */
    public PayloadWriter locationValue(int field, double latitude, double longitude) {
        return datum(field, out -> {
            // A plain proto3 double of exactly 0 is not on the wire, but negative zero is.
            boolean north = Double.doubleToRawLongBits(latitude) != 0;
            boolean east = Double.doubleToRawLongBits(longitude) != 0;
            out.writeTag(7, 2);
            out.writeUInt32NoTag((north ? 9 : 0) + (east ? 9 : 0));
            if (north) {
                out.writeDouble(1, latitude);
            }
            if (east) {
                out.writeDouble(2, longitude);
            }
        });
    }

    /** The vehicle cannot measure the field now. */
    public PayloadWriter invalid(int field) {
        return datum(field, out -> out.writeBool(10, true));
    }

    public PayloadWriter createdAt(Instant at) {
        return append(CREATED_AT, scratch, out -> {
            if (at.getEpochSecond() != 0) {
                out.writeInt64(1, at.getEpochSecond());
            }
            if (at.getNano() != 0) {
                out.writeInt32(2, at.getNano());
            }
        });
    }

    public PayloadWriter vin(String vin) {
        byte[] text = vin.getBytes(StandardCharsets.UTF_8);
        return raw(new byte[text.length + 8], out -> out.writeByteArray(VIN, text));
    }

    /** Marks a record that was sent before and never acknowledged. */
    public PayloadWriter resend(boolean resend) {
        return resend ? raw(scratch, out -> out.writeBool(IS_RESEND, true)) : this;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private PayloadWriter datum(int field, Content value) {
        return datum(field, valueScratch, value);
    }

    private PayloadWriter datum(int field, byte[] room, Content value) {
        int length = encode(room, value);
        byte[] whole = room.length <= scratch.length - 16 ? scratch : new byte[length + 16];
        return append(DATA, whole, out -> {
            out.writeEnum(1, field);
            out.writeTag(2, 2);
            out.writeUInt32NoTag(length);
            out.write(room, 0, length);
        });
    }

    /** Appends a sub-message, its tag and length in front. */
    private PayloadWriter append(int number, byte[] room, Content content) {
        int length = encode(room, content);
        int headLength = CodedOutputStream.computeTagSize(number) + CodedOutputStream.computeUInt32SizeNoTag(length);
        reserve(headLength + length);
        CodedOutputStream head = CodedOutputStream.newInstance(bytes, size, headLength);
        try {
            head.writeTag(number, 2);
            head.writeUInt32NoTag(length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.arraycopy(room, 0, bytes, size + headLength, length);
        size += headLength + length;
        return this;
    }

    private PayloadWriter raw(byte[] room, Content content) {
        int length = encode(room, content);
        reserve(length);
        System.arraycopy(room, 0, bytes, size, length);
        size += length;
        return this;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    private static int encode(byte[] room, Content content) {
        CodedOutputStream out = CodedOutputStream.newInstance(room);
        try {
            content.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return room.length - out.spaceLeft();
    }

    private interface Content {
        void writeTo(CodedOutputStream out) throws IOException;
    }
}
