package io.fleetport.bootstrap.wiring;

import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.tesla.stream.OrganizationResolver;
import java.util.Optional;

/**
 * Finds the organization in the host name: {@code <organization>.<domain>}.
 *
 * @param domain under which each organization has a name, in lower case
 * @param ofNoName whose the vehicles are that name no host, or {@code localhost}; empty to refuse them
 */
record HostOrganizations(String domain, Optional<OrganizationId> ofNoName) implements OrganizationResolver {

    /** Which names lead to which organization, for people. */
    @Override
    public String toString() {
        return ofNoName.map(organization -> "organization " + organization + "; any other by the name ")
                        .orElse("an organization's by the name ")
                + "<organization>." + domain;
    }

    @Override
    public Optional<OrganizationId> resolve(String hostName) {
        if (hostName.isEmpty() || hostName.equals("localhost") || hostName.equals(domain)) {
            return ofNoName;
        }
        String ending = "." + domain;
        if (!hostName.endsWith(ending)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new OrganizationId(hostName.substring(0, hostName.length() - ending.length())));
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
    }
}
