package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import java.util.Optional;

/** Data keys from before they were wrapped, to be taken over. Safe to call from many threads. */
public interface FormerKeys {

    /** None. */
    FormerKeys NONE = new FormerKeys() {
        @Override
        public Optional<byte[]> find(OrganizationId organization, String purpose) {
            return Optional.empty();
        }

        @Override
        public void remove(OrganizationId organization, String purpose) {}
    };

    /** The bare key, when there is one. */
    Optional<byte[]> find(OrganizationId organization, String purpose);

    /** Called once the key is durable elsewhere. Removing twice does nothing. */
    void remove(OrganizationId organization, String purpose);
}
