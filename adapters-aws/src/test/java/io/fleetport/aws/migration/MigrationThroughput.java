package io.fleetport.aws.migration;

import static io.fleetport.application.contract.BatchDraft.batch;
import static io.fleetport.application.contract.Sample.NOW;

import io.fleetport.application.contract.BatchDraft;
import io.fleetport.application.contract.Sample;
import io.fleetport.application.migration.Compared;
import io.fleetport.application.migration.TenantMigration;
import io.fleetport.application.port.out.PortableStores;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.aws.dynamodb.DynamoLocal;
import io.fleetport.aws.dynamodb.DynamoSettings;
import io.fleetport.aws.dynamodb.DynamoStores;
import io.fleetport.aws.rds.PostgresStores;
import io.fleetport.aws.rds.Server;
import io.fleetport.domain.fleet.Organization;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.fleet.Quota;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Measures how many rows a second are copied and compared, with DynamoDB Local in the place of DynamoDB. Not a test: run its main with
 * the number of vehicles and of readings of each, ten seconds apart; every 360th begins a trip.
 */
final class MigrationThroughput {

    private static final int SECONDS_APART = 10;
    private static final int READINGS_OF_A_TRIP = 360;

    private MigrationThroughput() {}

    public static void main(String[] arguments) {
        int vehicles = Integer.parseInt(arguments[0]);
        int readings = Integer.parseInt(arguments[1]);
        OrganizationId organization = Sample.anOrganization();
        try (PostgresStores first = postgres();
                PostgresStores second = postgres();
                DynamoStores tables = new DynamoStores(
                        new DynamoSettings(DynamoLocal.running().access(), "throughput-", true, null),
                        new SimpleMeterRegistry())) {
            first.organizations()
                    .add(new Organization(organization, "Load", Organization.State.SUSPENDED, Quota.DEFAULT, NOW));
            for (int i = 0; i < vehicles; i++) {
                fill(first, Sample.aVehicleOf(organization), readings);
            }
            measure("PostgreSQL to DynamoDB Local", first, tables, organization);
            measure("DynamoDB Local to PostgreSQL", tables, second, organization);
        }
        System.exit(0); // servers of the tests stay
    }

    private static PostgresStores postgres() {
        return new PostgresStores(Server.settings(Server.port(), Server.freshDatabase()), new SimpleMeterRegistry());
    }

    private static void fill(PortableStores stores, VehicleKey key, int readings) {
        BatchDraft draft = batch().moves(key, 0, Sample.standing(key, "Car", NOW));
        for (int i = 0; i < readings; i++) {
            Instant at = NOW.plusSeconds((long) i * SECONDS_APART);
            draft.hears(key, Sample.reading(key, at, i));
            if (i % READINGS_OF_A_TRIP == 0) {
                draft.tells(key, Sample.finished(key, Sample.aTripId(), at));
            }
        }
        stores.ledger().commit(draft.done());
    }

    private static void measure(String what, PortableStores from, PortableStores to, OrganizationId organization) {
        TenantMigration migration = new TenantMigration(from, to, organization, () -> {});
        migration.check(false);
        long begun = System.nanoTime();
        migration.copy((kind, added) -> {});
        long copied = System.nanoTime();
        List<Compared> all = migration.compare();
        long compared = System.nanoTime();
        long rows = all.stream().mapToLong(Compared::inSource).sum();
        System.out.printf(
                "%s: %,d rows, copied in %s (%,d a second), compared in %s (%,d a second), equal: %s%n",
                what,
                rows,
                Duration.ofNanos(copied - begun),
                rows * 1_000_000_000L / (copied - begun),
                Duration.ofNanos(compared - copied),
                rows * 1_000_000_000L / (compared - copied),
                all.stream().allMatch(Compared::isEqual));
    }
}
