package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.ManageFleets;
import io.fleetport.application.port.in.ManageKeys;
import io.fleetport.application.port.in.ManageMembers;
import io.fleetport.application.port.in.Permission;
import io.fleetport.domain.fleet.FleetId;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Accounts, fleets, members, roles, keys and claims as the API shows them. */
final class TenancyShapes {

    private TenancyShapes() {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "Quota")
    record Quota(
            @Nullable Integer readingsPerSecond,
            @Nullable Integer connections,
            @Nullable Integer requestsPerSecond,
            @Nullable Integer historyDays) {
        static Quota of(io.fleetport.domain.fleet.Quota quota) {
            return new Quota(
                    quota.readingsPerSecond(), quota.connections(), quota.requestsPerSecond(), quota.historyDays());
        }
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "Organization")
    record Organization(String organization, String name, String state, Quota quota, Instant createdAt) {
        static Organization of(io.fleetport.domain.fleet.Organization account) {
            return new Organization(
                    account.id().value(),
                    account.name(),
                    account.state().name().toLowerCase(Locale.ROOT),
                    Quota.of(account.quota()),
                    account.createdAt());
        }
    }

    @Serdeable
    @Schema(name = "OrganizationList")
    record OrganizationList(
            int count,
            List<Organization> organizations,
            @Nullable String next) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "OrganizationCreation")
    record OrganizationCreation(
            @Schema(description = "1 to 63 lower case letters, digits or inner hyphens")
            String organization,

            @Nullable String name,
            @Nullable Quota quota) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "OrganizationChange", description = "What is absent or null stays as it is.")
    record OrganizationChange(
            @Nullable String name,

            @Schema(
                    type = "string",
                    allowableValues = {"active", "suspended"})
            @Nullable
            String state,

            @Nullable Quota quota) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "Fleet")
    record Fleet(String fleetId, String name, Instant createdAt) {
        static Fleet of(io.fleetport.domain.fleet.Fleet fleet) {
            return new Fleet(fleet.id().value(), fleet.name(), fleet.createdAt());
        }
    }

    @Serdeable
    @Schema(name = "FleetList")
    record FleetList(
            int count, List<Fleet> fleets, @Nullable String next) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "FilledFleet")
    record FilledFleet(
            String fleetId, String name, Instant createdAt, List<String> vehicleIds, List<String> stationIds) {
        static FilledFleet of(ManageFleets.Filled filled) {
            return new FilledFleet(
                    filled.fleet().id().value(),
                    filled.fleet().name(),
                    filled.fleet().createdAt(),
                    sorted(filled.assets().vehicles()),
                    sorted(filled.assets().stations()));
        }
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "FleetChange")
    record FleetChange(
            @Schema(description = "1 to 128 characters") String name) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "Member")
    record Member(
            String subject,
            String name,
            List<String> roles,

            @Schema(description = "the only fleets it sees; null for all") @Nullable
            List<String> fleets,

            Instant since) {
        static Member of(io.fleetport.domain.fleet.Member member) {
            return new Member(
                    member.subject(), member.name(), sorted(member.roles()), idsOf(member.fleets()), member.since());
        }
    }

    @Serdeable
    @Schema(name = "MemberList")
    record MemberList(
            int count, List<Member> members, @Nullable String next) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "MemberChange", description = "All of what is known of the member.")
    record MemberChange(
            String name, List<String> roles, @Nullable List<String> fleets) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "Role")
    record Role(String role, boolean builtIn, List<String> permissions) {
        static Role of(ManageMembers.Role role) {
            return new Role(role.name(), role.builtIn(), namesOf(role.permissions()));
        }
    }

    @Serdeable
    @Schema(name = "RoleList")
    record RoleList(int count, List<Role> roles, @Nullable String next) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "RoleChange")
    record RoleChange(List<String> permissions) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "ApiKey")
    record ApiKey(
            String apiKeyId,
            String name,
            List<String> roles,
            List<String> permissions,
            @Nullable List<String> fleets,
            Instant createdAt,
            String createdBy,
            @Nullable Instant expiresAt,

            @Schema(description = "at most a minute behind") @Nullable
            Instant lastUsedAt,

            @Nullable Instant revokedAt,

            @Schema(description = "the credential, told once when the key is made") @Nullable
            String apiKey) {
        static ApiKey of(io.fleetport.application.port.out.ApiKey key) {
            return of(key, null);
        }

        static ApiKey of(ManageKeys.Issued issued) {
            return of(issued.key(), issued.text());
        }

        private static ApiKey of(io.fleetport.application.port.out.ApiKey key, @Nullable String text) {
            return new ApiKey(
                    key.id(),
                    key.name(),
                    sorted(key.roles()),
                    namesOf(key.permissions()),
                    idsOf(key.fleets()),
                    key.createdAt(),
                    key.createdBy(),
                    key.expiresAt(),
                    key.lastUsedAt(),
                    key.revokedAt(),
                    text);
        }
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "ApiKeyList")
    record ApiKeyList(
            int count, List<ApiKey> apiKeys, @Nullable String next) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "ApiKeyCreation")
    record ApiKeyCreation(
            String name,
            @Nullable List<String> roles,
            @Nullable List<String> permissions,
            @Nullable List<String> fleets,

            @Schema(type = "string", format = "date-time") @Nullable
            String expiresAt) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "VehicleClaim")
    record VehicleClaim(
            String claimId,
            String organization,
            String vehicleId,
            String state,
            Instant claimedAt,
            String claimedBy,
            @Nullable String proof,
            @Nullable Instant decidedAt,
            @Nullable String decidedBy) {
        static VehicleClaim of(io.fleetport.domain.fleet.VehicleClaim claim) {
            return new VehicleClaim(
                    claim.id().toString(),
                    claim.organization().value(),
                    claim.vehicle().toString(),
                    claim.state().name().toLowerCase(Locale.ROOT),
                    claim.claimedAt(),
                    claim.claimedBy(),
                    claim.proof(),
                    claim.decidedAt(),
                    claim.decidedBy());
        }
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "VehicleClaimList")
    record VehicleClaimList(
            int count,
            List<VehicleClaim> vehicleClaims,
            @Nullable String next) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "VehicleClaimCreation")
    record VehicleClaimCreation(
            @Schema(description = "the vehicle identification number, which no answer ever repeats")
            String vin,

            @Schema(description = "what the operator may judge by, up to 2000 characters") @Nullable
            String proof) {}

    private static List<String> sorted(Collection<?> items) {
        return items.stream().map(Object::toString).sorted().toList();
    }

    private static @Nullable List<String> idsOf(@Nullable Set<FleetId> fleets) {
        return fleets == null ? null : sorted(fleets);
    }

    private static List<String> namesOf(Set<Permission> permissions) {
        return permissions.stream().map(Permission::outwardName).sorted().toList();
    }
}
