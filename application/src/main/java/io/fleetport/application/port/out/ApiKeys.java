package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys that software signs in with. Safe to call from many threads. Any method may throw {@link PortUnavailable}. */
public interface ApiKeys {

    /**
     * A key with what its secret is checked against. Two of them are never equal.
     *
     * @param secretHash SHA-256 of the secret, which is 256 random bits: no salt and no slow hash could add to that
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Stored(ApiKey key, byte[] secretHash) {}

    /** @throws PortRefused when there is a key of this id */
    void add(ApiKey key, byte[] secretHash);

    /** Whosever it is: who signs in with it says no more than its id. */
    Optional<Stored> find(String id);

    /**
     * Newest first, those that are revoked or expired too.
     *
     * @param cursor from an earlier page, null for the first
     * @param limit 1 to 1000
     */
    Page<ApiKey> list(OrganizationId organization, @Nullable String cursor, int limit);

    /** Ends it for good; when it is revoked already that stays. False when the organization has none of this id. */
    boolean revoke(OrganizationId organization, String id, Instant at);

    /** Notes a use; an earlier one than noted changes nothing. */
    void used(OrganizationId organization, String id, Instant at);
}
