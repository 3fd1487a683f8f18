package io.fleetport.mqtt.wire;

import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.out.Pseudonyms;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.StationMessage;
import io.fleetport.domain.vehicle.VehicleId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Decodes what station S-1 of acme says. */
final class Decoding {

    static final StationKey S1 = new StationKey(new OrganizationId("acme"), new StationId("S-1"));
    static final Instant RECEIVED = Instant.parse("2026-01-31T08:00:09.123456789Z");

    static final Pseudonyms PSEUDONYMS = Decoding::vehicle;

    private static final StationDecoder DECODER = new StationDecoder(64 << 10, PSEUDONYMS);

    private Decoding() {}

    static VehicleId vehicle(OrganizationId organization, String scheme, String name) {
        return new VehicleId(
                UUID.nameUUIDFromBytes((organization + " " + scheme + " " + name).getBytes(StandardCharsets.UTF_8)));
    }

    static Delivery.Content content(MessageKind kind, byte[] payload) {
        return DECODER.decode(kind, S1, payload, RECEIVED);
    }

    static Delivery.Content content(MessageKind kind, String payload) {
        return content(kind, payload.getBytes(StandardCharsets.UTF_8));
    }

    static StationMessage message(MessageKind kind, String payload) {
        return switch (content(kind, payload)) {
            case Delivery.StationSaid said -> said.message();
            case Delivery.Unusable unusable -> throw new AssertionError(unusable.detail() + " in " + payload);
            case Delivery.Said said -> throw new AssertionError("a station is no vehicle");
        };
    }

    static Delivery.Unusable refusal(MessageKind kind, String payload) {
        if (content(kind, payload) instanceof Delivery.Unusable unusable) {
            return unusable;
        }
        throw new AssertionError("taken: " + payload);
    }

    /** Why the message is undecodable. */
    static String wrong(MessageKind kind, String payload) {
        Delivery.Unusable unusable = refusal(kind, payload);
        if (unusable.reason() != DeadLetterReason.UNDECODABLE) {
            throw new AssertionError(unusable.reason() + ": " + unusable.detail());
        }
        return unusable.detail();
    }
}
