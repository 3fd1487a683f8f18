package io.fleetport.tesla.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads envelopes as leniently as the maker's reference server does: any slot may be absent, texts come with or without a
 * final NUL, bytes after the message do not matter, and the inner value of anything but a stream is never followed (in an
 * acknowledgement it is no table). Every offset is checked. Stateless, safe to use from many threads.
 */
public final class EnvelopeReader {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    // Offsets of the slots within a vtable: 4 + 2 x slot number.
    private static final int TXID = 4;
    private static final int TOPIC = 6;
    private static final int UNION_TYPE = 8;
    private static final int UNION = 10;
    private static final int MESSAGE_ID = 12;
    private static final int CREATED_AT = 4;
    private static final int SENDER_ID = 6;
    private static final int PAYLOAD = 8;
    private static final int DEVICE_TYPE = 10;
    private static final int DEVICE_ID = 12;
    private static final int DELIVERED_AT = 14;

    private final byte[] bytes;
    private final int length;

    private EnvelopeReader(byte[] bytes) {
        this.bytes = bytes;
        this.length = bytes.length;
    }

    /**
     * Reads an envelope. A message of no bytes at all is an envelope without anything, as it is for the reference server.
     *
     * @throws MalformedEnvelope when the bytes are not an envelope; nothing else is ever thrown
     */
    public static Envelope read(byte[] bytes) throws MalformedEnvelope {
        if (bytes.length == 0) {
            return new Envelope(
                    Envelope.NO_BYTES, "", Envelope.NONE, Envelope.NO_BYTES, 0, "", Envelope.NO_BYTES, "", "", 0);
        }
        return new EnvelopeReader(bytes).envelope();
    }

    private Envelope envelope() throws MalformedEnvelope {
        int root = offsetAt(0);
        byte[] txid = vector(root, TXID);
        String topic = text(root, TOPIC);
        byte[] messageId = vector(root, MESSAGE_ID);
        int typeAt = slot(root, UNION_TYPE);
        int type = typeAt == 0 ? Envelope.NONE : byteAt(typeAt);
        int unionAt = slot(root, UNION);
        if (unionAt == 0) {
            type = Envelope.NONE;
        }
        if (type != Envelope.STREAM) {
            return new Envelope(txid, topic, type, messageId, 0, "", Envelope.NO_BYTES, "", "", 0);
        }
        int stream = offsetAt(unionAt);
        int createdAt = slot(stream, CREATED_AT);
        int deliveredAt = slot(stream, DELIVERED_AT);
        return new Envelope(
                txid,
                topic,
                type,
                messageId,
                createdAt == 0 ? 0 : Integer.toUnsignedLong(intAt(createdAt)),
                text(stream, SENDER_ID),
                vector(stream, PAYLOAD),
                text(stream, DEVICE_TYPE),
                text(stream, DEVICE_ID),
                deliveredAt == 0 ? 0 : longAt(deliveredAt));
    }

    /** Where the value of a slot is, or 0 when the table does not have it. */
    private int slot(int table, int slotOffset) throws MalformedEnvelope {
        long vtable = (long) table - intAt(table);
        if (vtable < 0 || vtable > length - 2) {
            throw new MalformedEnvelope("vtable outside the message");
        }
        int at = (int) vtable;
        if (slotOffset >= shortAt(at)) {
            return 0;
        }
        int within = shortAt(at + slotOffset);
        return within == 0 ? 0 : table + within;
    }

    private String text(int table, int slotOffset) throws MalformedEnvelope {
        int at = slot(table, slotOffset);
        if (at == 0) {
            return "";
        }
        int start = offsetAt(at);
        int size = sizeAt(start);
        if (slotOffset == TOPIC && size == 1 && bytes[start + 4] == 'V') {
            return Envelope.TOPIC_VALUES;
        }
        return new String(bytes, start + 4, size, StandardCharsets.UTF_8);
    }

    private byte[] vector(int table, int slotOffset) throws MalformedEnvelope {
        int at = slot(table, slotOffset);
        if (at == 0) {
            return Envelope.NO_BYTES;
        }
        int start = offsetAt(at);
        int size = sizeAt(start);
        return size == 0 ? Envelope.NO_BYTES : Arrays.copyOfRange(bytes, start + 4, start + 4 + size);
    }

    private int sizeAt(int start) throws MalformedEnvelope {
        int size = intAt(start);
        if (size < 0 || size > length - start - 4) {
            throw new MalformedEnvelope("vector longer than the message");
        }
        return size;
    }

    /** Follows the unsigned offset stored at this place. */
    private int offsetAt(int at) throws MalformedEnvelope {
        long target = at + Integer.toUnsignedLong(intAt(at));
        if (target > length - 4) {
            throw new MalformedEnvelope("offset outside the message");
        }
        return (int) target;
    }

    private int byteAt(int at) throws MalformedEnvelope {
        check(at, 1);
        return bytes[at] & 0xff;
    }

    private int shortAt(int at) throws MalformedEnvelope {
        check(at, 2);
        return bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8;
    }

    private int intAt(int at) throws MalformedEnvelope {
        check(at, 4);
        return (int) INT.get(bytes, at);
    }

    private long longAt(int at) throws MalformedEnvelope {
        check(at, 8);
        return (long) LONG.get(bytes, at);
    }

    private void check(int at, int size) throws MalformedEnvelope {
        if (at < 0 || at > length - size) {
            throw new MalformedEnvelope("value outside the message");
        }
    }
}
