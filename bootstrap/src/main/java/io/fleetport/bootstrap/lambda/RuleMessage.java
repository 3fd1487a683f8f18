package io.fleetport.bootstrap.lambda;

import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the IoT rule makes of a station's message.
 *
 * @param principal who published it, as IoT Core proved ("AWS IoT SQL reference", function {@code principal()})
 */
record RuleMessage(String topic, byte[] payload, String principal, Instant receivedAt) {

    /** The id of an X.509 certificate; everybody else who may publish is called otherwise. */
    private static final Pattern CERTIFICATE = Pattern.compile("[0-9a-f]{64}");

    /**
     * Null when it is not of this form.
     *
     * @param now for one that does not say when it was received, or says later
     */
    static @Nullable RuleMessage read(JsonMapper json, byte[] text, Instant now) {
        try {
            EventTree message = EventTree.read(json, text);
            String topic = message.at("topic").text();
            if (topic.isEmpty() || message.at("payload").isAbsent()) {
                return null;
            }
            Long received = message.at("received").number();
            Instant at = received == null ? now : Instant.ofEpochMilli(received);
            return new RuleMessage(
                    topic,
                    Base64.getDecoder().decode(message.at("payload").text()),
                    message.at("principal").text(),
                    at.isAfter(now) ? now : at);
        } catch (IOException | IllegalArgumentException malformed) {
            return null;
        }
    }

    boolean isOfCertificate() {
        return CERTIFICATE.matcher(principal).matches();
    }
}
