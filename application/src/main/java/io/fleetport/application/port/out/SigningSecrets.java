package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import java.util.UUID;

/** Makes and uses the secrets that deliveries are signed with; nobody else ever has one open. Safe to call from many threads. */
public interface SigningSecrets {

    /**
     * A fresh secret.
     *
     * @param text as the receiver needs it; shown once and kept nowhere
     * @param sealed to be stored; opens for this webhook only
     */
    record Made(String text, byte[] sealed) {
        @Override
        public String toString() {
            return "Made[hidden]";
        }
    }

    Made make(OrganizationId organization, UUID webhook);

    /**
     * The signature as Standard Webhooks has it: {@code v1,} and the base64 of an HMAC-SHA256 over id, time and body.
     *
     * @param seconds since 1970
     * @throws IllegalStateException when the secret was sealed for another webhook or by another key
     */
    String sign(OrganizationId organization, UUID webhook, byte[] sealed, UUID event, long seconds, byte[] body);
}
