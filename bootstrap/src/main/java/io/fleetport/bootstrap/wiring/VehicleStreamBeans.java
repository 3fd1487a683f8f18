package io.fleetport.bootstrap.wiring;

import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.privacy.VinKeeping;
import io.fleetport.application.tenancy.VehicleAdmission;
import io.fleetport.bootstrap.local.Credential;
import io.fleetport.bootstrap.local.DataDirectory;
import io.fleetport.bootstrap.local.DevelopmentAuthority;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.tesla.identity.VehicleTrust;
import io.fleetport.tesla.stream.OrganizationResolver;
import io.fleetport.tesla.stream.TeslaStreamServer;
import io.fleetport.tesla.stream.TeslaStreamSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The vehicles' own stream: its certificate, whom it trusts, and whose vehicles come in under which name. */
@Factory
@Requires(property = DeploymentBeans.DATA)
final class VehicleStreamBeans {

    private static final String LOCAL_DOMAIN = "vehicles.localhost";
    private static final String LOCAL_ORGANIZATION = "demo";

    /** Simulated vehicles need not be told to come back slowly, and nobody waits half a minute for Ctrl-C. */
    private static final Duration LOCAL_SPREAD = Duration.ofMillis(500);

    private static final Duration LOCAL_GRACE = Duration.ofSeconds(3);

    /** @param trusted besides the built-in set */
    record Certificates(Credential server, VehicleTrust.BuiltIn builtIn, List<X509Certificate> trusted) {}

    @Context
    @Requires(condition = HearsVehicles.class)
    Certificates certificates(Deployment deployment, Settings settings, DataDirectory data, Clock clock) {
        return switch (deployment.vehicles()) {
            case DEVELOPMENT -> {
                DevelopmentAuthority authority = DevelopmentAuthority.in(data.authority(), clock.instant());
                yield new Certificates(
                        authority.issueServer(clock.instant()),
                        settings.oneOf(
                                "fleetport.vehicles.built-in", VehicleTrust.BuiltIn.class, VehicleTrust.BuiltIn.NONE),
                        List.of(authority.certificate()));
            }
            case FILES -> {
                String why = "vehicles verify the server by it";
                yield new Certificates(
                        ServerCertificate.read(
                                Path.of(settings.required("fleetport.vehicles.key", why)),
                                Path.of(settings.required("fleetport.vehicles.certificate", why))),
                        settings.oneOf(
                                "fleetport.vehicles.built-in",
                                VehicleTrust.BuiltIn.class,
                                VehicleTrust.BuiltIn.PRODUCTION),
                        settings.text("fleetport.vehicles.authorities")
                                .map(file -> authorities(Path.of(file)))
                                .orElse(List.of()));
            }
        };
    }

    private static List<X509Certificate> authorities(Path file) {
        try {
            return VehicleTrust.read(file);
        } catch (IllegalArgumentException e) {
            throw new WrongSetting("fleetport.vehicles.authorities: " + e.getMessage(), e);
        }
    }

    @Context
    @Requires(condition = HearsVehicles.class)
    OrganizationResolver organizations(Deployment deployment, Settings settings) {
        Optional<String> domain = settings.text("fleetport.vehicles.domain");
        Optional<String> ofNoName = settings.text("fleetport.vehicles.default-organization");
        if (deployment.isLocal()) {
            return new HostOrganizations(
                    domain.orElse(LOCAL_DOMAIN).toLowerCase(Locale.ROOT),
                    Optional.of(new OrganizationId(ofNoName.orElse(LOCAL_ORGANIZATION))));
        }
        return new HostOrganizations(
                domain.orElseThrow(() -> new WrongSetting("fleetport.vehicles.domain is not set: vehicles are told to"
                                + " stream to <organization>.<domain>, which is how tenants are told apart"))
                        .toLowerCase(Locale.ROOT),
                ofNoName.map(OrganizationId::new));
    }

    @Context
    VehicleAdmission.Claims claims(Deployment deployment, Settings settings) {
        return settings.oneOf(
                "fleetport.vehicles.claims",
                VehicleAdmission.Claims.class,
                deployment.isLocal() ? VehicleAdmission.Claims.OPEN : VehicleAdmission.Claims.REQUIRED);
    }

    @Context
    @Requires(condition = HearsVehicles.class)
    TeslaStreamServer stream(
            Deployment deployment,
            Settings settings,
            Certificates certificates,
            IngestTelemetry intake,
            VinKeeping pseudonyms,
            OrganizationResolver organizations,
            VehicleAdmission admission,
            Clock clock,
            ShutdownOrder shutdown,
            MeterRegistry meters)
            throws IOException {
        TeslaStreamSettings limits = Limits.stream(settings)
                .withAddress(
                        settings.text("fleetport.vehicles.host").orElse("localhost"),
                        settings.number("fleetport.vehicles.port", 8443, 0, 65_535))
                .withTrust(certificates.builtIn());
        if (deployment.isLocal()) {
            limits = limits.withDrain(LOCAL_SPREAD, LOCAL_GRACE);
        }
        TeslaStreamServer stream = new TeslaStreamServer(
                limits,
                certificates.server().key(),
                certificates.server().chain().toArray(X509Certificate[]::new),
                certificates.trusted(),
                intake,
                pseudonyms,
                organizations,
                admission,
                clock,
                meters);
        stream.start();
        return shutdown.started("vehicles' stream", stream);
    }
}
