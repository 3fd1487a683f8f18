package io.fleetport.tesla.stream;

import io.fleetport.domain.fleet.OrganizationId;
import java.util.Optional;

/**
 * Tells the tenant by the host name a vehicle was told to stream to: nothing else in the protocol does. Must be quick and
 * safe to call from many threads.
 */
@FunctionalInterface
public interface OrganizationResolver {

    /**
     * The tenant of this host name, or nothing when it is nobody's and the connection is to be refused.
     *
     * @param hostName from the TLS handshake in lower case; empty when the client named none, as clients do that connect to
     *     an address or to {@code localhost}
     */
    Optional<OrganizationId> resolve(String hostName);
}
