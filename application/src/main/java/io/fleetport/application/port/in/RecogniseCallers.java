package io.fleetport.application.port.in;

import io.fleetport.application.port.out.ApiKey;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes callers of validated credentials: adds what the organization says of their bearers. What is looked up is remembered
 * for a few seconds. Safe to call from many threads; may block on a store.
 */
public interface RecogniseCallers {

    /**
     * What a validated token says of its bearer.
     *
     * @param roles names of roles, built-in or the organization's own; unknown ones mean nothing
     * @param speaksFor as in {@link Caller}
     */
    record Presented(
            OrganizationId organization,
            String subject,
            Set<String> roles,
            @Nullable Set<String> speaksFor) {
        public Presented {
            roles = Set.copyOf(roles);
            speaksFor = speaksFor == null ? null : Set.copyOf(speaksFor);
        }
    }

    /**
     * The bearer of a token.
     *
     * @throws OrganizationRefused when the organization has no account, or a suspended one
     */
    Caller bearer(Presented presented, Origin origin);

    /**
     * The software that signs in with a key.
     *
     * @throws OrganizationRefused when the organization has no account, or a suspended one
     */
    Caller software(ApiKey key, Origin origin);

    /**
     * The key with this text when it is one, and valid. How long it takes does not tell how much of a wrong secret was
     * right.
     *
     * @param text {@code fpk_<id>_<secret>}
     */
    Optional<ApiKey> key(String text);
}
