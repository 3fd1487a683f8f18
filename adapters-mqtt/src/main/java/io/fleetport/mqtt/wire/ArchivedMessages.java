package io.fleetport.mqtt.wire;

import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.out.StationKey;
import java.time.Instant;
import java.util.List;

/**
 * Understands messages of stations as they were archived: without the topic they came on. Only messages that were understood are
 * archived, each kind has members that it must have, and those of no two kinds are the same. So the kind is the first that fits; those
 * that must have most are tried first, as a station may say more than its kind asks for. Safe to use from many threads.
 */
public final class ArchivedMessages {

    /** A status is a single member, which a station might add to anything. */
    private static final List<MessageKind> BY_WHAT_THEY_MUST_HAVE = List.of(
            MessageKind.EVENTS, MessageKind.RESULTS, MessageKind.TELEMETRY, MessageKind.SLOTS, MessageKind.STATUS);

    private final StationDecoder decoder;

    public ArchivedMessages(StationDecoder decoder) {
        this.decoder = decoder;
    }

    /**
     * What a message says.
     *
     * @param receivedAt when a presence was so
     * @throws io.fleetport.application.port.out.PortUnavailable when a vehicle's pseudonym cannot be had now
     */
    public Delivery.Content decode(StationKey sender, byte[] raw, Instant receivedAt) {
        for (MessageKind kind : BY_WHAT_THEY_MUST_HAVE) {
            Delivery.Content content = decoder.decode(kind, sender, raw, receivedAt);
            if (content instanceof Delivery.StationSaid) {
                return content;
            }
        }
        return new Delivery.Unusable(DeadLetterReason.UNDECODABLE, "it is of no kind that stations send");
    }
}
