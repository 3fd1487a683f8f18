package io.fleetport.aws.migration;

import static io.fleetport.application.contract.BatchDraft.batch;
import static io.fleetport.application.contract.Sample.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.audit.AuditVerification;
import io.fleetport.application.contract.Sample;
import io.fleetport.application.migration.Compared;
import io.fleetport.application.migration.MigrationRefused;
import io.fleetport.application.migration.TenantMigration;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.PortableStores;
import io.fleetport.application.port.out.TelemetryLedger.Standing;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.aws.dynamodb.DynamoLocal;
import io.fleetport.aws.dynamodb.DynamoSettings;
import io.fleetport.aws.dynamodb.DynamoStores;
import io.fleetport.aws.rds.PostgresStores;
import io.fleetport.aws.rds.Server;
import io.fleetport.domain.fleet.Member;
import io.fleetport.domain.fleet.Organization;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.fleet.Quota;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From PostgreSQL to DynamoDB and back to another PostgreSQL, of which the tables are compared as they are. */
class TenantMigrationTest {

    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private static String firstDatabase;
    private static PostgresStores first;
    private static DynamoStores spare;
    private static SomeTenant tenant;
    private static SomeTenant other;

    @BeforeAll
    static void fill() {
        firstDatabase = Server.freshDatabase();
        first = postgres(firstDatabase);
        spare = tables();
        // In this order: what one fills brings the events of those before it to their webhooks.
        other = SomeTenant.in(first);
        tenant = SomeTenant.in(first);
    }

    @AfterAll
    static void close() {
        spare.close();
        first.close();
    }

    private static PostgresStores postgres(String database) {
        return new PostgresStores(Server.settings(Server.port(), database), new SimpleMeterRegistry());
    }

    private static DynamoStores tables() {
        String prefix = "migration-" + PREFIXES.incrementAndGet() + "-";
        return new DynamoStores(
                new DynamoSettings(DynamoLocal.running().access(), prefix, true, null), new SimpleMeterRegistry());
    }

    private static TenantMigration migration(PortableStores from, PortableStores to) {
        return new TenantMigration(from, to, tenant.organization, () -> {});
    }

    private static List<Compared> copied(TenantMigration migration) {
        migration.check(false);
        migration.copy((kind, added) -> {});
        return migration.compare();
    }

    private static void assertAllEqual(List<Compared> all) {
        assertThat(all)
                .allSatisfy(compared ->
                        assertThat(compared.isEqual()).as(compared.toString()).isTrue());
        assertThat(all).filteredOn(compared -> compared.inSource() == 0).isEmpty();
    }

    @Test
    void aTenantIsTheSameAfterItWentThereAndBack() throws Exception {
        OrganizationId organization = tenant.organization;
        String secondDatabase = Server.freshDatabase();
        try (DynamoStores tables = tables();
                PostgresStores second = postgres(secondDatabase)) {
            assertAllEqual(copied(migration(first, tables)));
            assertThat(migration(first, tables).copy((kind, added) -> {}))
                    .allSatisfy((kind, added) -> assertThat(added).as(kind).isZero());

            assertIsThere(tables);
            assertThat(new AuditVerification(tables.auditLog())
                            .verify(organization, null)
                            .broken())
                    .isNull();
            assertThat(tables.organizations().find(other.organization)).isEmpty();
            assertThat(tables.vehicles()
                            .list(other.organization, null, null, 10)
                            .items())
                    .isEmpty();

            assertAllEqual(copied(migration(tables, second)));
            assertIsThere(second);
            assertTablesAreTheSame(secondDatabase);
            assertOneChangedValueIsTold(second);
            assertWorkGoesOn(second);
        }
    }

    private static void assertTablesAreTheSame(String secondDatabase) throws SQLException {
        OrganizationId organization = tenant.organization;
        StoredTables before =
                new StoredTables(Server.settings(Server.port(), firstDatabase).url());
        StoredTables after =
                new StoredTables(Server.settings(Server.port(), secondDatabase).url());
        assertThat(before.emptyOf(organization))
                .as("tables that the tenant of this test has nothing in: give it some")
                .isEmpty();
        assertThat(after.of(organization))
                .as("tables: what is new must be copied, or be named as not copied")
                .isEqualTo(before.of(organization));
        assertThat(after.of(other.organization).values())
                .allSatisfy(rows -> assertThat(rows).isEmpty());
        assertThat(before.emptyOf(other.organization)).isEmpty();
    }

    /** As whoever works with the stores next would see it. */
    private static void assertIsThere(PortableStores stores) {
        OrganizationId organization = tenant.organization;
        assertThat(stores.organizations().find(organization))
                .isEqualTo(first.organizations().find(organization));
        assertThat(stores.history().between(tenant.van, NOW, NOW.plusSeconds(9_999), null, 10_000))
                .hasSize(SomeTenant.READINGS)
                .isEqualTo(first.history().between(tenant.van, NOW, NOW.plusSeconds(9_999), null, 10_000));
        assertThat(stores.trips().list(organization, Trips.Filter.ALL, null, 10))
                .isEqualTo(first.trips().list(organization, Trips.Filter.ALL, null, 10));
        assertThat(stores.ledger().withTripUnderway()).contains(tenant.bus);
        assertThat(stores.ledger().withOpenEnds()).contains(tenant.station);
        assertThat(stores.apiKeys().find(tenant.apiKey).orElseThrow().secretHash())
                .isEqualTo(first.apiKeys().find(tenant.apiKey).orElseThrow().secretHash());
        assertThat(stores.vehicleClaims().live(tenant.vin))
                .singleElement()
                .satisfies(claim -> assertThat(claim.organization()).isEqualTo(organization));
        assertThat(stores.privacy().rules().inForce()).containsOnlyKeys(tenant.van);
        assertThat(stores.privacy().erasures().inForce()).hasSize(1);
        assertThat(stores.privacy().erasures().unfinished(10)).hasSize(1);
        assertThat(stores.deliveryQueue()
                        .waiting(organization, tenant.hook.id())
                        .events())
                .isEqualTo(2);
        assertThat(stores.events().find(organization, tenant.delivered.id())).isPresent();
        assertThat(stores.stationCommands().overdue(NOW.plusSeconds(9_999))).hasSize(1);
    }

    @Test
    void whatWasBrokenOffGoesOn() {
        TenantMigration broken = migration(first, new BreakingStores(spare, 4).stores());
        broken.check(false);
        assertThatThrownBy(() -> broken.copy((kind, added) -> {})).isInstanceOf(PortUnavailable.class);
        assertThat(spare.history()
                        .between(tenant.van, NOW, NOW.plusSeconds(9_999), null, 10_000)
                        .size())
                .isBetween(1, SomeTenant.READINGS - 1);

        assertAllEqual(copied(migration(first, spare)));
    }

    /** The copy takes a commit where the original stopped. */
    private static void assertWorkGoesOn(PortableStores target) {
        Standing standing = target.ledger().load(List.of(tenant.van)).get(tenant.van);
        target.ledger()
                .commit(batch().moves(tenant.van, standing.version(), standing).done());
        assertThat(target.ledger().load(List.of(tenant.van)).get(tenant.van).version())
                .isEqualTo(standing.version() + 1);
    }

    private static void assertOneChangedValueIsTold(PortableStores target) {
        Member ann = target.members().find(tenant.organization, "auth|ann").orElseThrow();
        target.members()
                .keep(new Member(ann.organization(), ann.subject(), "Anne", ann.roles(), ann.fleets(), ann.since()));

        assertThat(migration(first, target).compare())
                .filteredOn(compared -> !compared.isEqual())
                .singleElement()
                .satisfies(compared -> {
                    assertThat(compared.kind()).isEqualTo("members");
                    assertThat(compared.firstDifference()).isEqualTo("auth|ann");
                });
        assertThatThrownBy(() -> migration(first, target).check(false))
                .isInstanceOf(MigrationRefused.class)
                .hasMessageContaining("members");
    }

    @Test
    void anOrganizationThatIsWrittenToIsRefused() {
        OrganizationId active = Sample.anOrganization();
        first.organizations().add(new Organization(active, "Busy", Organization.State.ACTIVE, Quota.DEFAULT, NOW));
        TenantMigration migration = new TenantMigration(first, spare, active, () -> {});
        assertThatThrownBy(() -> migration.check(false))
                .isInstanceOf(MigrationRefused.class)
                .hasMessageContaining("not suspended");
        migration.check(true);
        assertThatThrownBy(() -> new TenantMigration(first, spare, Sample.anOrganization(), () -> {}).check(true))
                .isInstanceOf(MigrationRefused.class)
                .hasMessageContaining("no organization");
        // What is there already and not in the source is somebody else's doing.
        VehicleKey stranger = Sample.aVehicleOf(active);
        spare.ledger()
                .commit(batch().moves(stranger, 0, Sample.standing(stranger, "X", NOW))
                        .done());
        assertThatThrownBy(() -> migration.check(true))
                .isInstanceOf(MigrationRefused.class)
                .hasMessageContaining("vehicles");
    }

    @Test
    void whatIsNotCopiedIsNamed() {
        Map<String, String> named = TenantMigration.notCopied();
        assertThat(named.keySet()).isEqualTo(Set.copyOf(named.keySet())).hasSizeGreaterThan(4);
        assertThat(named.values()).allSatisfy(why -> assertThat(why).isNotBlank());
    }
}
