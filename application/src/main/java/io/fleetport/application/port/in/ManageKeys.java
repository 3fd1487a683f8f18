package io.fleetport.application.port.in;

import io.fleetport.application.port.out.ApiKey;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.fleet.FleetId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keys that software signs in with. Needs {@link Permission#MANAGE_KEYS} and no confinement to fleets. Nobody gives what they
 * may not do themselves, speaking for vehicles excepted.
 */
public interface ManageKeys {

    /**
     * A key to make.
     *
     * @param fleets null for all of the organization
     * @param expiresAt null for never
     */
    record Wish(
            String name,
            Set<String> roles,
            Set<Permission> permissions,
            @Nullable Set<FleetId> fleets,
            @Nullable Instant expiresAt) {}

    /** @param text the whole credential; nobody can ever show it again */
    record Issued(ApiKey key, String text) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Issued[" + key.id() + "]";
        }
    }

    Issued create(Caller caller, Wish wish);

    Page<ApiKey> list(Caller caller, @Nullable String cursor, int limit);

    /** Ends it for good; false when there is none of this id. */
    boolean revoke(Caller caller, String id);
}
