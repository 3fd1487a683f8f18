package io.fleetport.tesla.stream;

import static io.fleetport.application.port.in.DeadLetterReason.TOO_LARGE;
import static io.fleetport.application.port.in.DeadLetterReason.UNDECODABLE;
import static io.fleetport.application.port.in.DeadLetterReason.UNKNOWN_TOPIC;
import static io.fleetport.application.port.in.DeadLetterReason.WRONG_IDENTITY;

import io.fleetport.application.port.in.Delivery;
import io.fleetport.tesla.identity.Identity;
import io.fleetport.tesla.record.Decoded;
import io.fleetport.tesla.record.MalformedRecord;
import io.fleetport.tesla.record.TeslaRecords;
import io.fleetport.tesla.wire.Envelope;
import io.fleetport.tesla.wire.EnvelopeReader;
import io.fleetport.tesla.wire.MalformedEnvelope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message of a vehicle, judged: what it says and what it is to be answered. The certificate is always right; a message
 * that names another vehicle anywhere is refused as a whole.
 *
 * @param topic to acknowledge with; null to refuse
 */
record VehicleMessage(
        Delivery.Content content, byte[] txid, @Nullable String topic) {

    private static final byte[] NO_TXID = {};

    /** A message longer than allowed, or one that did not even come to its end. */
    static VehicleMessage tooLarge(Inbound inbound) {
        return new VehicleMessage(
                inbound.unusable(TOO_LARGE, "a message is longer than " + Inbound.MOST_BYTES + " bytes"),
                NO_TXID,
                null);
    }

    /** Judges the bytes of a message. */
    static VehicleMessage of(byte[] bytes, Identity identity, boolean semi, Instant receivedAt, Inbound inbound) {
        if (bytes.length > Inbound.MOST_BYTES) {
            return tooLarge(inbound);
        }
        Envelope envelope;
        try {
            envelope = EnvelopeReader.read(bytes);
        } catch (MalformedEnvelope e) {
            return new VehicleMessage(
                    inbound.unusable(UNDECODABLE, "not an envelope: " + e.getMessage()), NO_TXID, null);
        }
        if (envelope.unionType() != Envelope.STREAM) {
            return ofUnknownType(envelope, inbound);
        }
        if (names(envelope.senderId(), identity.senderId(), identity.deviceId())
                && names(envelope.deviceId(), identity.deviceId(), identity.deviceId())) {
            return ofRecord(envelope, identity, semi, receivedAt, inbound);
        }
        return new VehicleMessage(
                inbound.unusable(WRONG_IDENTITY, "the envelope names another sender than the certificate"),
                envelope.txid(),
                null);
    }

    /** Acknowledged, with the id only when there was an inner message, as the reference server does (though it does so twice). */
    private static VehicleMessage ofUnknownType(Envelope envelope, Inbound inbound) {
        boolean empty = envelope.unionType() == Envelope.NONE;
        return new VehicleMessage(
                inbound.unusable(UNDECODABLE, "unknown message type " + envelope.unionType()),
                empty ? NO_TXID : envelope.txid(),
                "");
    }

    private static VehicleMessage ofRecord(
            Envelope envelope, Identity identity, boolean semi, Instant receivedAt, Inbound inbound) {
        String topic = envelope.topic();
        if (!TeslaRecords.knows(topic) || topic.equals(Envelope.TOPIC_CONNECTIVITY)) {
            // Connections are for us to tell. The topic is not shown: it is anybody's text.
            return new VehicleMessage(
                    inbound.unusable(UNKNOWN_TOPIC, "no vehicle sends records of this topic"), envelope.txid(), topic);
        }
        Decoded decoded;
        try {
            decoded = inbound.records().decode(topic, envelope.payload(), semi);
        } catch (MalformedRecord e) {
            return new VehicleMessage(inbound.unusable(UNDECODABLE, e.getMessage() + ""), envelope.txid(), null);
        }
        if (!names(decoded.vin(), identity.deviceId(), identity.deviceId())) {
            return new VehicleMessage(
                    inbound.unusable(WRONG_IDENTITY, "the record names another vehicle than the certificate"),
                    envelope.txid(),
                    null);
        }
        inbound.metrics().record(topic);
        return new VehicleMessage(
                new Delivery.Said(observedAt(decoded, envelope, receivedAt), decoded.signals()),
                envelope.txid(),
                topic);
    }

    /** The record's own time; without one the envelope's, to the second; without either the time of receipt. */
    private static Instant observedAt(Decoded decoded, Envelope envelope, Instant receivedAt) {
        Instant createdAt = decoded.createdAt();
        if (createdAt != null) {
            return createdAt;
        }
        return envelope.createdAt() == 0 ? receivedAt : Instant.ofEpochSecond(envelope.createdAt());
    }

    private static boolean names(String claimed, String one, String other) {
        return claimed.isEmpty() || claimed.equals(one) || claimed.equals(other);
    }
}
