package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import java.util.List;
import java.util.Optional;

/** The wrapped keys of each organization, one for each purpose. Safe to call from many threads. Any method may throw {@link PortUnavailable}. */
public interface DataKeys {

    /** A key with whose it is and what for. */
    record Held(OrganizationId organization, String purpose, Keys.Wrapped wrapped) {}

    Optional<Keys.Wrapped> find(OrganizationId organization, String purpose);

    /**
     * Keeps the key unless there is one for the purpose already. What is kept is durable when this returns.
     *
     * @return the one that is kept
     */
    Keys.Wrapped keep(OrganizationId organization, String purpose, Keys.Wrapped wrapped);

    /**
     * Puts the same key, wrapped anew, in the place of the one known.
     *
     * @return whether it did; not, when another one is kept meanwhile
     */
    boolean replace(OrganizationId organization, String purpose, Keys.Wrapped known, Keys.Wrapped next);

    /**
     * Keys wrapped under another key than this, in no order.
     *
     * @param limit 1 to 1000
     */
    List<Held> wrappedOtherwise(String keyId, int limit);
}
