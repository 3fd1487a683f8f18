package io.fleetport.application.webhook;

import io.fleetport.application.port.out.SigningSecrets;
import io.fleetport.domain.fleet.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Secrets that can be told apart in a signature. */
final class FakeSecrets implements SigningSecrets {

    /** Those that do not open. */
    final Set<String> broken = ConcurrentHashMap.newKeySet();

    private final AtomicInteger made = new AtomicInteger();

    @Override
    public Made make(OrganizationId organization, UUID webhook) {
        String secret = "secret-" + made.incrementAndGet();
        return new Made(secret, secret.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String sign(
            OrganizationId organization, UUID webhook, byte[] sealed, UUID event, long seconds, byte[] body) {
        String secret = new String(sealed, StandardCharsets.UTF_8);
        if (broken.contains(secret)) {
            throw new IllegalStateException("it does not open");
        }
        return "v1," + secret;
    }
}
