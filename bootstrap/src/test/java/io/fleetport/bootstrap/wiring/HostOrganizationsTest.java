package io.fleetport.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.domain.fleet.OrganizationId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostOrganizationsTest {

    private static final OrganizationId DEMO = new OrganizationId("demo");

    private final HostOrganizations local = new HostOrganizations("vehicles.localhost", Optional.of(DEMO));

    @Test
    void theNameBeforeTheDomainIsTheOrganization() {
        assertThat(local.resolve("acme.vehicles.localhost")).contains(new OrganizationId("acme"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "vehicles.localhost"})
    void withoutANameItIsTheDefaultOne(String host) {
        assertThat(local.resolve(host)).contains(DEMO);
        assertThat(new HostOrganizations("vehicles.localhost", Optional.empty()).resolve(host))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme.example.com",
                "a.b.vehicles.localhost",
                ".vehicles.localhost",
                "evilvehicles.localhost",
                "-.vehicles.localhost"
            })
    void whatIsNobodysNameIsRefused(String host) {
        assertThat(local.resolve(host)).isEmpty();
    }
}
