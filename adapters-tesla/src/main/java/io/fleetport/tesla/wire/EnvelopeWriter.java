package io.fleetport.tesla.wire;

import java.nio.charset.StandardCharsets;

/**
 * Writes envelopes byte for byte as the maker's reference encoder does. Stateless, safe to use from many threads.
 *
 * <p>Flat buffers are written back to front, so the order of the calls below is the order of the bytes reversed.
 */
public final class EnvelopeWriter {

    private static final byte[] REFUSAL = "incorrect message format".getBytes(StandardCharsets.US_ASCII);
    private static final int ENVELOPE_SLOTS = 5;
    private static final int STREAM_SLOTS = 6;

    private EnvelopeWriter() {}

    /** A record; {@link Envelope#unionType} is taken to be {@link Envelope#STREAM}. */
    public static byte[] stream(Envelope envelope) {
        byte[] topic = utf8(envelope.topic());
        byte[] senderId = utf8(envelope.senderId());
        byte[] deviceType = utf8(envelope.deviceType());
        byte[] deviceId = utf8(envelope.deviceId());
        FlatBytes out = new FlatBytes(256
                + envelope.txid().length
                + topic.length
                + envelope.messageId().length
                + senderId.length
                + envelope.payload().length
                + deviceType.length
                + deviceId.length);
        int sender = out.vector(senderId);
        int payload = out.vector(envelope.payload());
        int type = out.vector(deviceType);
        int device = out.vector(deviceId);
        out.startTable(STREAM_SLOTS);
        out.offsetSlot(1, sender);
        out.intSlot(0, (int) envelope.createdAt());
        out.offsetSlot(2, payload);
        out.offsetSlot(3, type);
        out.offsetSlot(4, device);
        out.longSlot(5, envelope.deliveredAtEpochMs());
        int stream = out.endTable();
        return envelope(out, envelope.txid(), topic, Envelope.STREAM, stream, envelope.messageId());
    }

    /**
     * A server's acknowledgement. Its inner value is an empty vector and not a table: that is what vehicles have been
     * tested with.
     */
    public static byte[] acknowledgement(byte[] txid, String topic) {
        byte[] topicBytes = utf8(topic);
        FlatBytes out = new FlatBytes(96 + txid.length + topicBytes.length);
        int empty = out.vector(Envelope.NO_BYTES);
        return envelope(out, txid, topicBytes, Envelope.ACKNOWLEDGEMENT, empty, Envelope.NO_BYTES);
    }

    /** A server's refusal: a stream with a fixed text. {@code txid} is empty when the message's own could not be read. */
    public static byte[] refusal(byte[] txid) {
        return stream(new Envelope(txid, "", Envelope.STREAM, Envelope.NO_BYTES, 0, "", REFUSAL, "", "", 0));
    }

    private static byte[] envelope(FlatBytes out, byte[] txid, byte[] topic, int type, int inner, byte[] messageId) {
        int txidAt = out.vector(txid);
        int topicAt = out.vector(topic);
        int messageIdAt = out.vector(messageId);
        out.startTable(ENVELOPE_SLOTS);
        out.offsetSlot(0, txidAt);
        out.offsetSlot(1, topicAt);
        out.byteSlot(2, (byte) type);
        out.offsetSlot(3, inner);
        out.offsetSlot(4, messageIdAt);
        return out.finish(out.endTable());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
