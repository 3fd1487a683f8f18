package io.fleetport.application.migration;

import io.fleetport.application.port.out.ApiKeys;
import io.fleetport.application.port.out.CustomRole;
import io.fleetport.application.port.out.DataKeys;
import io.fleetport.application.port.out.PortableStores;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.TenantRecords.HeldClaim;
import io.fleetport.application.port.out.Usage;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.audit.AuditEntry;
import io.fleetport.domain.fleet.Erasure;
import io.fleetport.domain.fleet.Fleet;
import io.fleetport.domain.fleet.FleetId;
import io.fleetport.domain.fleet.Member;
import io.fleetport.domain.fleet.Organization;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/** Who may what in the organization, what it owns and used, and who did what. */
final class AccountKinds {

    private static final int PAGE = 1_000;
    private static final int AT_ONCE = 500;

    /** Of which there is one for each hour and meter; more than one transaction of DynamoDB takes is not added at once. */
    private static final int AMOUNTS_AT_ONCE = 100;

    /** A vehicle or station in a fleet. */
    record InFleet(FleetId fleet, Subject subject) {
        String place() {
            return switch (subject) {
                case VehicleKey key -> Kind.join(fleet, "vehicle", key.vehicle());
                case StationKey key -> Kind.join(fleet, "station", key.station());
            };
        }
    }

    static final Kind<DataKeys.Held> DATA_KEYS = Kind.of(
            "data_keys",
            AT_ONCE,
            (stores, organization) ->
                    stores.tenantRecords().dataKeys(organization).iterator(),
            DataKeys.Held::purpose,
            (stores, organization, rows) -> rows.forEach(
                    held -> stores.privacy().dataKeys().keep(organization, held.purpose(), held.wrapped())));

    static final Kind<CustomRole> ROLES = Kind.of(
            "roles",
            AT_ONCE,
            (stores, organization) -> stores.customRoles().list(organization).iterator(),
            CustomRole::name,
            (stores, organization, rows) -> rows.forEach(stores.customRoles()::keep));

    static final Kind<Member> MEMBERS = Kind.of(
            "members",
            AT_ONCE,
            (stores, organization) -> Rows.pages(cursor -> stores.members().list(organization, cursor, PAGE)),
            Member::subject,
            (stores, organization, rows) -> rows.forEach(stores.members()::keep));

    static final Kind<Fleet> FLEETS = Kind.of(
            "fleets",
            AT_ONCE,
            AccountKinds::fleets,
            fleet -> fleet.id().value(),
            (stores, organization, rows) -> rows.forEach(stores.fleets()::keep));

    static final Kind<InFleet> FLEET_CONTENTS = Kind.of(
            "fleet_contents",
            AT_ONCE,
            (stores, organization) -> Rows.each(fleets(stores, organization), fleet -> contents(stores, fleet)),
            InFleet::place,
            (stores, organization, rows) ->
                    rows.forEach(row -> stores.fleets().assign(row.fleet(), row.subject(), true)));

    static final Kind<ApiKeys.Stored> API_KEYS = Kind.newestFirst(
            "api_keys",
            AT_ONCE,
            (stores, organization) -> Rows.some(
                    Rows.pages(cursor -> stores.apiKeys().list(organization, cursor, PAGE)), PAGE, keys -> keys.stream()
                            .flatMap(key -> stores.apiKeys().find(key.id()).stream())
                            .toList()),
            stored -> Kind.join(Kind.at(stored.key().createdAt()), stored.key().id()),
            (stores, organization, rows) ->
                    rows.forEach(stored -> stores.apiKeys().add(stored.key(), stored.secretHash())));

    static final Kind<HeldClaim> CLAIMS = Kind.of(
            "claims",
            AT_ONCE,
            (stores, organization) ->
                    Rows.<HeldClaim>behind(after -> stores.tenantRecords().claims(organization, after, PAGE)),
            held -> Kind.join(held.claim().vehicle(), held.claim().id()),
            (stores, organization, rows) -> rows.forEach(held -> {
                if (!stores.vehicleClaims().add(held.claim(), held.vin())) {
                    throw new MigrationRefused("the target has another claim to vehicle "
                            + held.claim().vehicle() + ", or another organization holds it there");
                }
            }));

    static final Kind<Usage.Amount> USAGE = Kind.of(
            "usage",
            AMOUNTS_AT_ONCE,
            (stores, organization) ->
                    Rows.<Usage.Amount>behind(after -> stores.tenantRecords().usage(organization, after, PAGE)),
            amount -> Kind.join(Kind.at(amount.hour()), amount.meter().outwardName()),
            (stores, organization, rows) -> stores.usage().add(UUID.randomUUID(), rows));

    /** Written anew from its events: that the chain comes to the very same hashes is a proof of its own. */
    static final Kind<AuditEntry> AUDIT = Kind.of(
            "audit_entries",
            AT_ONCE,
            (stores, organization) -> Rows.<AuditEntry>behind(
                    after -> stores.auditLog().chain(organization, after == null ? 0 : after.number(), PAGE)),
            entry -> Kind.sortable(entry.number()),
            (stores, organization, rows) -> rows.forEach(entry -> {
                if (!stores.auditLog().append(entry.event()).equals(entry)) {
                    throw new MigrationRefused("entry " + entry.number()
                            + " of the audit log does not come to its hash:" + " see fleetport audit verify");
                }
            }));

    static final Kind<Erasure> ERASURES = Kind.newestFirst(
            "erasures",
            AT_ONCE,
            AccountKinds::erasures,
            erasure -> Kind.join(Kind.at(erasure.requestedAt()), erasure.id()),
            (stores, organization, rows) -> stores.tenantRecords().addErasures(rows));

    static final Kind<Organization> ACCOUNT = Kind.of(
            "organization",
            1,
            (stores, organization) ->
                    stores.organizations().find(organization).stream().iterator(),
            account -> account.id().value(),
            (stores, organization, rows) -> rows.forEach(stores.organizations()::add));

    private AccountKinds() {}

    private static Iterator<Fleet> fleets(PortableStores stores, OrganizationId organization) {
        return Rows.pages(cursor -> stores.fleets().list(organization, cursor, PAGE));
    }

    private static Iterator<InFleet> contents(PortableStores stores, Fleet fleet) {
        var assets = stores.fleets().assets(fleet.organization(), List.of(fleet.id()));
        List<InFleet> contents = new ArrayList<>();
        assets.vehicles()
                .forEach(vehicle ->
                        contents.add(new InFleet(fleet.id(), new VehicleKey(fleet.organization(), vehicle))));
        assets.stations()
                .forEach(station ->
                        contents.add(new InFleet(fleet.id(), new StationKey(fleet.organization(), station))));
        Collections.sort(contents, Comparator.comparing(InFleet::place));
        return contents.iterator();
    }

    static Iterator<Erasure> erasures(PortableStores stores, OrganizationId organization) {
        return Rows.pages(cursor -> stores.privacy().erasures().list(organization, cursor, PAGE));
    }
}
