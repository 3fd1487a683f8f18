package io.fleetport.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.contract.ApiKeysContract;
import io.fleetport.application.contract.AuditLogContract;
import io.fleetport.application.contract.BatchDraft;
import io.fleetport.application.contract.BusQueueContract;
import io.fleetport.application.contract.CustomRolesContract;
import io.fleetport.application.contract.DeadLettersContract;
import io.fleetport.application.contract.DeliveryLogContract;
import io.fleetport.application.contract.DeliveryQueueContract;
import io.fleetport.application.contract.DocumentsContract;
import io.fleetport.application.contract.ErasureContract;
import io.fleetport.application.contract.EventLogContract;
import io.fleetport.application.contract.FleetsContract;
import io.fleetport.application.contract.GapsContract;
import io.fleetport.application.contract.HistoryContract;
import io.fleetport.application.contract.IdempotentAnswersContract;
import io.fleetport.application.contract.MembersContract;
import io.fleetport.application.contract.OrganizationsContract;
import io.fleetport.application.contract.OutboxContract;
import io.fleetport.application.contract.PacksContract;
import io.fleetport.application.contract.PrivacyContract;
import io.fleetport.application.contract.ReplayContract;
import io.fleetport.application.contract.RetentionContract;
import io.fleetport.application.contract.Sample;
import io.fleetport.application.contract.SessionsContract;
import io.fleetport.application.contract.StationCommandsContract;
import io.fleetport.application.contract.StationHistoryContract;
import io.fleetport.application.contract.StationLedgerContract;
import io.fleetport.application.contract.StationsContract;
import io.fleetport.application.contract.SwapsContract;
import io.fleetport.application.contract.TelemetryLedgerContract;
import io.fleetport.application.contract.TripsContract;
import io.fleetport.application.contract.UsageContract;
import io.fleetport.application.contract.VehicleClaimsContract;
import io.fleetport.application.contract.VehiclesContract;
import io.fleetport.application.contract.WebhooksContract;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.Stores;
import io.fleetport.application.port.out.VehicleKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PostgresStoresTest {

    private static String database;
    private static SimpleMeterRegistry meters;
    private static PostgresStores stores;

    @BeforeAll
    static void open() {
        database = Server.freshDatabase();
        meters = new SimpleMeterRegistry();
        stores = new PostgresStores(Server.settings(Server.port(), database), meters);
    }

    @AfterAll
    static void close() {
        stores.close();
    }

    private static class Kept {
        public Stores stores() {
            return stores;
        }
    }

    @Nested
    class Ledger extends Kept implements TelemetryLedgerContract {}

    @Nested
    class Vehicles extends Kept implements VehiclesContract {}

    @Nested
    class Trips extends Kept implements TripsContract {}

    @Nested
    class Gaps extends Kept implements GapsContract {}

    @Nested
    class DeadLetters extends Kept implements DeadLettersContract {}

    @Nested
    class History extends Kept implements HistoryContract {}

    @Nested
    class Outbox extends Kept implements OutboxContract {}

    @Nested
    class StationLedger extends Kept implements StationLedgerContract {}

    @Nested
    class Stations extends Kept implements StationsContract {}

    @Nested
    class StationHistory extends Kept implements StationHistoryContract {}

    @Nested
    class Sessions extends Kept implements SessionsContract {}

    @Nested
    class Swaps extends Kept implements SwapsContract {}

    @Nested
    class Packs extends Kept implements PacksContract {}

    @Nested
    class IdempotentAnswers extends Kept implements IdempotentAnswersContract {}

    @Nested
    class StationCommands extends Kept implements StationCommandsContract {}

    @Nested
    class Privacy extends Kept implements PrivacyContract {}

    @Nested
    class Erasure extends Kept implements ErasureContract {}

    @Nested
    class EventLog extends Kept implements EventLogContract {}

    @Nested
    class Webhooks extends Kept implements WebhooksContract {}

    @Nested
    class DeliveryQueue extends Kept implements DeliveryQueueContract {}

    @Nested
    class DeliveryLog extends Kept implements DeliveryLogContract {}

    @Nested
    class BusQueue extends Kept implements BusQueueContract {}

    @Nested
    class Documents extends Kept implements DocumentsContract {}

    @Nested
    class Organizations extends Kept implements OrganizationsContract {}

    @Nested
    class Fleets extends Kept implements FleetsContract {}

    @Nested
    class Members extends Kept implements MembersContract {}

    @Nested
    class CustomRoles extends Kept implements CustomRolesContract {}

    @Nested
    class ApiKeys extends Kept implements ApiKeysContract {}

    @Nested
    class VehicleClaims extends Kept implements VehicleClaimsContract {}

    @Nested
    class Usage extends Kept implements UsageContract {}

    @Nested
    class Retention extends Kept implements RetentionContract {}

    @Nested
    class AuditLog extends Kept implements AuditLogContract {}

    @Nested
    class Replay extends Kept implements ReplayContract {}

    @Test
    void aMonthIsMadeOnceWhenManyNeedItAtTheSameTime() throws Exception {
        Instant month = Instant.parse("2031-07-15T00:00:00Z");
        List<Callable<Void>> writers = new ArrayList<>();
        List<PostgresStores> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            PostgresStores process = new PostgresStores(Server.settings(Server.port(), database), meters);
            processes.add(process);
            writers.add(() -> {
                VehicleKey key = Sample.aVehicle();
                process.ledger()
                        .commit(BatchDraft.batch()
                                .hears(key, Sample.reading(key, month, 1))
                                .done());
                assertThat(stores.history().between(key, month, month.plusSeconds(1), null, 10))
                        .hasSize(1);
                return null;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Void> done : threads.invokeAll(writers)) {
                done.get();
            }
        } finally {
            processes.forEach(PostgresStores::close);
        }
        assertThat(number("select count(*) from pg_inherits where inhrelid = 'reading_2031_07'::regclass"))
                .isEqualTo(1);
    }

    @Test
    void everyProcessIsGivenTheSameBatchForTheArchive() throws Exception {
        String fresh = Server.freshDatabase();
        List<PostgresStores> processes = new ArrayList<>();
        List<Callable<ArchiveBatch>> forwarders = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            PostgresStores process = new PostgresStores(Server.settings(Server.port(), fresh), meters);
            processes.add(process);
            forwarders.add(() -> {
                process.ledger()
                        .commit(BatchDraft.batch()
                                .archives(Sample.archiveBatch(Sample.aVehicle()))
                                .done());
                return process.outbox().next(1 << 20).orElseThrow();
            });
        }
        ArchiveBatch restarted;
        List<ArchiveBatch> given = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<ArchiveBatch> batch : threads.invokeAll(forwarders)) {
                given.add(batch.get());
            }
        } finally {
            processes.forEach(PostgresStores::close);
        }
        try (PostgresStores later = new PostgresStores(Server.settings(Server.port(), fresh), meters)) {
            restarted = later.outbox().next(1).orElseThrow();
        }

        assertThat(given)
                .allSatisfy(
                        batch -> assertThat(batch).usingRecursiveComparison().isEqualTo(restarted));
    }

    @Test
    void aMonthTakenAwayIsMadeAgain() throws Exception {
        Instant month = Instant.parse("2032-07-15T00:00:00Z");
        VehicleKey key = Sample.aVehicle();
        hear(key, month);
        run("drop table reading_2032_07");

        hear(key, month.plusSeconds(1));

        assertThat(stores.history().between(key, month, month.plusSeconds(9), null, 10))
                .hasSize(1);
    }

    @Test
    void aReadingFromBeforeTheYear2000IsAMistakeOfTheCaller() {
        VehicleKey key = Sample.aVehicle();

        assertThatThrownBy(() -> hear(key, Instant.parse("1999-12-31T23:59:59Z")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hear(key, Instant.parse("2101-01-01T00:00:00Z")))
                .isInstanceOf(IllegalArgumentException.class);
        hear(key, Instant.parse("2000-01-01T00:00:00Z"));
        assertThat(stores.history().between(key, Instant.EPOCH, Instant.MAX, null, 10))
                .hasSize(1);
    }

    @Test
    void aQueryThatTakesTooLongIsGivenUp() {
        Database slow = new Database(
                new PostgresSettings(
                        "jdbc:postgresql://localhost:" + Server.port() + "/" + database,
                        "postgres",
                        "postgres",
                        1,
                        1,
                        java.time.Duration.ofSeconds(3),
                        java.time.Duration.ofMillis(50)),
                meters);
        try (slow) {
            assertThatThrownBy(() -> slow.askAcross("sleeping", connection -> new Query("select pg_sleep(5) where true")
                            .list(connection, row -> 1)))
                    .isInstanceOf(PortUnavailable.class);
            assertThat(slow.isAlive()).isTrue();
        }
    }

    /** But the ones of buses and of pages of usage, each of which is for all. */
    @Test
    void everyTableNamesTheOrganization() throws Exception {
        assertThat(number("select count(*) from information_schema.tables t where table_schema = 'public'"
                        + " and table_name not like 'flyway%' and table_name not in ('event_bus', 'usage_page')"
                        + " and not exists (select 1 from"
                        + " information_schema.columns c where c.table_name = t.table_name and c.column_name in"
                        + " ('organization', 'organizations'))"))
                .isZero();
        assertThat(number("select count(*) from information_schema.tables where table_schema = 'public'"))
                .isGreaterThan(5);
    }

    @Test
    void commitsAreTimedByTheirOutcome() {
        hear(Sample.aVehicle(), Sample.NOW);

        assertThat(meters.get("fleetport.store.commit")
                        .tag("outcome", "stored")
                        .timer()
                        .count())
                .isPositive();
    }

    @Test
    void thePasswordIsNotPrinted() {
        assertThat(PostgresSettings.of("jdbc:postgresql://h/d?password=hidden", "u", "hidden")
                        .toString())
                .contains("writers=4")
                .doesNotContain("hidden");
    }

    private static void hear(VehicleKey key, Instant at) {
        stores.ledger()
                .commit(BatchDraft.batch()
                        .hears(key, Sample.reading(key, at, 1))
                        .done());
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + Server.port() + "/" + database, "postgres", "postgres");
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
