package io.fleetport.tesla.record;

import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.tesla.wire.Envelope;
import io.fleetport.tesla.wire.EnvelopeReader;
import io.fleetport.tesla.wire.MalformedEnvelope;
import java.time.Instant;

/**
 * Understands messages of vehicles as they were archived: whole ones that vehicles sent, and records that the maker's reference
 * server put on a stream, in either form. VINs in them are blotted out, so whom they name is not asked: it was when they came. Safe
 * to use from many threads.
 */
public final class ArchivedRecords {

    private final TeslaRecords records;

    public ArchivedRecords(TeslaRecords records) {
        this.records = records;
    }

    /**
     * What a message says.
     *
     * @param semi whether the vehicle is a lorry, see {@link TeslaRecords#isSemi}
     * @param receivedAt its time, when it does not tell one
     */
    public Delivery.Content decode(byte[] raw, boolean semi, Instant receivedAt) {
        try {
            return isEnvelope(raw)
                    ? ofEnvelope(EnvelopeReader.read(raw), semi, receivedAt)
                    : bare(raw, semi, receivedAt);
        } catch (MalformedEnvelope e) {
            return undecodable("not an envelope: " + e.getMessage());
        } catch (MalformedRecord e) {
            return undecodable(e.getMessage() + "");
        }
    }

    /**
     * An envelope begins with the place of its root, which is within the message: less than a million, so that the fourth byte is 0.
     * JSON has no such byte, and a record in protobuf has a tag, a length or a number there.
     */
    private static boolean isEnvelope(byte[] raw) {
        return raw.length >= Integer.BYTES && raw[3] == 0;
    }

    private Delivery.Content ofEnvelope(Envelope envelope, boolean semi, Instant receivedAt) throws MalformedRecord {
        String topic = envelope.topic();
        if (envelope.unionType() != Envelope.STREAM
                || !TeslaRecords.knows(topic)
                || topic.equals(Envelope.TOPIC_CONNECTIVITY)) {
            return undecodable("the envelope holds no record of a vehicle");
        }
        Decoded decoded = records.decode(topic, envelope.payload(), semi);
        Instant otherwise = envelope.createdAt() == 0 ? receivedAt : Instant.ofEpochSecond(envelope.createdAt());
        return said(decoded, otherwise);
    }

    private Delivery.Content bare(byte[] raw, boolean semi, Instant receivedAt) throws MalformedRecord {
        Decoded decoded = RecordTopic.isJson(raw)
                ? records.decodeJson(RecordTopic.ofJson(raw), raw, semi)
                : records.decode(RecordTopic.ofProtobuf(raw), raw, semi);
        return said(decoded, receivedAt);
    }

    private static Delivery.Content said(Decoded decoded, Instant otherwise) {
        Instant createdAt = decoded.createdAt();
        return new Delivery.Said(createdAt == null ? otherwise : createdAt, decoded.signals());
    }

    private static Delivery.Content undecodable(String why) {
        return new Delivery.Unusable(DeadLetterReason.UNDECODABLE, why);
    }
}
