package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.ActForOrganizations;
import io.fleetport.application.port.in.ClaimVehicles;
import io.fleetport.application.port.in.ManageFleets;
import io.fleetport.application.port.in.ManageKeys;
import io.fleetport.application.port.in.ManageMembers;
import io.fleetport.application.port.in.RunOrganizations;
import io.fleetport.application.port.in.ViewUsage;
import io.fleetport.application.port.out.ApiKeys;
import io.fleetport.application.port.out.AuditTrail;
import io.fleetport.application.port.out.CustomRoles;
import io.fleetport.application.port.out.Fleets;
import io.fleetport.application.port.out.Members;
import io.fleetport.application.port.out.Organizations;
import io.fleetport.application.port.out.Pseudonyms;
import io.fleetport.application.port.out.Stations;
import io.fleetport.application.port.out.Usage;
import io.fleetport.application.port.out.VehicleClaims;
import io.fleetport.application.port.out.Vehicles;
import io.fleetport.application.port.out.VinIndex;
import io.fleetport.application.scope.Scopes;
import io.fleetport.application.tenancy.Accounts;
import io.fleetport.application.tenancy.CallerRecognition;
import io.fleetport.application.tenancy.CallerSettings;
import io.fleetport.application.tenancy.ClaimDesk;
import io.fleetport.application.tenancy.FleetDesk;
import io.fleetport.application.tenancy.Impersonation;
import io.fleetport.application.tenancy.KeyRing;
import io.fleetport.application.tenancy.MemberDesk;
import io.fleetport.application.tenancy.OrganizationDesk;
import io.fleetport.application.tenancy.RoleBook;
import io.fleetport.application.tenancy.VehicleAdmission;
import io.fleetport.application.usage.UsageViews;
import io.fleetport.bootstrap.security.CallerMemory;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Puts the use cases of tenancy on the ports, whichever those are. */
@Factory
final class TenancyUseCases {

    private static final String LOCAL = "local";

    /** In the local environment whoever the development issuer vouches for has an account: there is nobody to make it. */
    @Singleton
    CallerSettings callerSettings(CallerMemory memory, Environment environment) {
        return new CallerSettings(memory.remembered(), isLocal(environment));
    }

    @Singleton
    Accounts accounts(Organizations organizations, CallerSettings settings) {
        return new Accounts(organizations, settings, Clock.systemUTC());
    }

    @Singleton
    CallerRecognition recognition(
            Accounts accounts,
            Members members,
            CustomRoles customRoles,
            ApiKeys keys,
            RoleBook book,
            CallerSettings settings) {
        return new CallerRecognition(accounts, members, customRoles, keys, book, settings, Clock.systemUTC());
    }

    @Singleton
    Scopes scopes(Fleets fleets, CallerSettings settings) {
        return new Scopes(fleets, settings.remembered());
    }

    @Singleton
    ViewUsage viewUsage(Usage usage, Organizations organizations) {
        return new UsageViews(usage, organizations, Clock.systemUTC());
    }

    @Singleton
    ActForOrganizations actForOrganizations(
            Organizations organizations, ApiKeys keys, RoleBook book, AuditTrail trail) {
        return new Impersonation(organizations, keys, book, trail, Clock.systemUTC());
    }

    @Singleton
    RunOrganizations runOrganizations(Organizations organizations, Accounts accounts, AuditTrail trail) {
        return new OrganizationDesk(organizations, accounts, trail, Clock.systemUTC());
    }

    @Singleton
    ManageFleets manageFleets(Fleets fleets, Vehicles vehicles, Stations stations, Scopes scopes, AuditTrail trail) {
        return new FleetDesk(fleets, vehicles, stations, scopes, trail, Clock.systemUTC());
    }

    @Singleton
    ManageMembers manageMembers(
            Members members,
            CustomRoles customRoles,
            Fleets fleets,
            RoleBook book,
            CallerRecognition recognition,
            AuditTrail trail) {
        return new MemberDesk(members, customRoles, fleets, book, recognition, trail, Clock.systemUTC());
    }

    @Singleton
    ManageKeys manageKeys(
            ApiKeys keys,
            CustomRoles customRoles,
            Fleets fleets,
            RoleBook book,
            CallerRecognition recognition,
            AuditTrail trail) {
        return new KeyRing(keys, customRoles, fleets, book, recognition, trail, Clock.systemUTC());
    }

    /** @param rule absent where no setting says it: what suits the environment */
    @Singleton
    VehicleAdmission admission(
            Accounts accounts,
            VehicleClaims claims,
            Pseudonyms pseudonyms,
            VinIndex index,
            VehicleAdmission.@Nullable Claims rule,
            CallerSettings settings,
            Environment environment) {
        VehicleAdmission.Claims usual =
                isLocal(environment) ? VehicleAdmission.Claims.OPEN : VehicleAdmission.Claims.REQUIRED;
        return new VehicleAdmission(
                accounts,
                claims,
                pseudonyms,
                index,
                rule == null ? usual : rule,
                settings.remembered(),
                Clock.systemUTC());
    }

    @Singleton
    ClaimVehicles claimVehicles(
            VehicleClaims claims, Pseudonyms pseudonyms, VinIndex index, VehicleAdmission admission, AuditTrail trail) {
        return new ClaimDesk(claims, pseudonyms, index, admission, trail, Clock.systemUTC());
    }

    private static boolean isLocal(Environment environment) {
        return environment.getActiveNames().contains(LOCAL);
    }
}
