package io.fleetport.aws.rds;

import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.StationDraft.stations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.contract.BatchDraft;
import io.fleetport.application.contract.Sample;
import io.fleetport.application.contract.StationDraft;
import io.fleetport.application.contract.StationSample;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.out.DeadLetter;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.TelemetryLedger.Batch;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.PackCondition;
import io.fleetport.domain.station.PackId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class PostgresStationsTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final String database = Server.freshDatabase();

    @Test
    void aBatchOfAStationWhoseCommitWasNeverAnsweredIsStoredOnceWhenItIsCommittedAgain() throws Exception {
        try (LossyWire wire = new LossyWire(Server.port());
                PostgresStores stores = new PostgresStores(Server.settings(wire.port(), database), meters)) {
            StationKey key = StationSample.aStation();
            stores.ledger().commit(step(key, 0)); // makes the month, so that the next commit is the batch's own
            Batch batch = step(key, 1);
            wire.loseTheNextCommitsAnswer();
            assertThatThrownBy(() -> stores.ledger().commit(batch)).isInstanceOf(PortUnavailable.class);
            assertThat(version(stores, key)).isEqualTo(2); // it was committed all the same

            stores.ledger().commit(batch);

            assertThat(version(stores, key)).isEqualTo(2);
            assertThat(stores.stationHistory().between(key, NOW, NOW.plusSeconds(100), null, 10))
                    .hasSize(2);
            assertThat(meters.get("fleetport.store.careful").counter().count()).isEqualTo(1);
            stores.ledger().commit(step(key, 2));
            assertThat(version(stores, key)).isEqualTo(3);
        }
    }

    @Test
    void twoStationsThatTellOfTheSamePacksNeverWaitForEachOther() throws Exception {
        OrganizationId organization = Sample.anOrganization();
        List<PackId> packs = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            packs.add(new PackId("P-" + i));
        }
        int rounds = 30;
        List<Callable<Void>> writers = new ArrayList<>();
        try (PostgresStores stores = new PostgresStores(Server.settings(Server.port(), database), meters);
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int writer = 0; writer < 2; writer++) {
                StationKey key = StationSample.aStationOf(organization);
                int number = writer;
                List<PackId> inOrder = number == 0 ? packs : packs.reversed();
                writers.add(() -> {
                    for (int round = 0; round < rounds; round++) {
                        Instant at = NOW.plusSeconds(2L * round + number);
                        StationDraft draft = stations().moves(key, round, StationSample.standing(key, at));
                        double soc = 2 * round + number;
                        inOrder.forEach(pack -> draft.sees(key, pack, at, PackCondition.ofSoc(soc)));
                        stores.ledger().commit(draft.done());
                    }
                    return null;
                });
            }
            for (Future<Void> writer : threads.invokeAll(writers)) {
                writer.get(); // a deadlock would end one of them
            }

            assertThat(stores.packs().list(organization, null, 1_000).items())
                    .hasSize(300)
                    .allSatisfy(
                            pack -> assertThat(pack.condition().socPercent()).isEqualTo(2 * rounds - 1));
        }
    }

    @Test
    void registeringAndHearingAStationAtTheSameTimeDisturbNeither() throws Exception {
        StationKey key = StationSample.aStation();
        int rounds = 100;
        try (PostgresStores stores = new PostgresStores(Server.settings(Server.port(), database), meters);
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Callable<Void> hearing = () -> {
                for (int round = 0; round < rounds; round++) {
                    stores.ledger().commit(step(key, round));
                }
                return null;
            };
            Callable<Void> naming = () -> {
                for (int round = 0; round < rounds; round++) {
                    assertThat(stores.stations().register(StationSample.profile(key, "Name " + round)))
                            .isTrue();
                }
                return null;
            };
            for (Future<Void> done : threads.invokeAll(List.of(hearing, naming))) {
                done.get();
            }

            assertThat(version(stores, key)).isEqualTo(rounds);
            assertThat(stores.stations().find(key.organization(), key.station()))
                    .hasValueSatisfying(known -> {
                        assertThat(known.station().name()).isEqualTo("Name " + (rounds - 1));
                        assertThat(known.state().newestSeen()).isEqualTo(NOW.plusSeconds(rounds - 1));
                    });
        }
    }

    @Test
    void aMonthOfReportsTakenAwayIsMadeAgain() throws Exception {
        try (PostgresStores stores = new PostgresStores(Server.settings(Server.port(), database), meters);
                Connection connection = connect();
                Statement statement = connection.createStatement()) {
            StationKey key = StationSample.aStation();
            stores.ledger().commit(step(key, 0));
            statement.execute("drop table station_report_2026_11");

            stores.ledger().commit(step(key, 1));

            assertThat(stores.stationHistory().between(key, NOW, NOW.plusSeconds(100), null, 10))
                    .hasSize(1);
        }
    }

    @Test
    void theDeadLettersFromBeforeThereWereStationsAreStillThere() throws Exception {
        Flyway.configure()
                .dataSource(url(), "postgres", "postgres")
                .locations("classpath:io/fleetport/aws/rds")
                .target("1")
                .load()
                .migrate();
        VehicleKey vehicle = Sample.aVehicle();
        DeadLetter letter = Sample.deadLetter(vehicle, DeadLetterReason.TOO_LATE, NOW);
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement("insert into dead_letter (id, organization,"
                        + " vehicle_id, source, reason, detail, received_at, raw) values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setObject(1, letter.id());
            insert.setString(2, vehicle.organization().value());
            insert.setObject(3, vehicle.vehicle().value());
            insert.setString(4, letter.source());
            insert.setString(5, letter.reason().name());
            insert.setString(6, letter.detail());
            insert.setObject(7, letter.receivedAt().atOffset(ZoneOffset.UTC));
            insert.setBytes(8, letter.raw());
            insert.executeUpdate();
        }

        try (PostgresStores stores = new PostgresStores(Server.settings(Server.port(), database), meters)) {
            assertThat(stores.deadLetters().find(vehicle.organization(), letter.id()))
                    .get()
                    .usingRecursiveComparison()
                    .isEqualTo(letter);
        }
    }

    @Test
    void aDeadLetterIsOfAVehicleOrOfAStation() throws Exception {
        StationKey key = StationSample.aStation();
        try (PostgresStores stores = new PostgresStores(Server.settings(Server.port(), database), meters);
                Connection connection = connect();
                Statement statement = connection.createStatement()) {
            DeadLetter letter = Sample.deadLetter(key, DeadLetterReason.TOO_LATE, NOW);
            stores.ledger().commit(BatchDraft.batch().buries(letter).done());

            for (String change : List.of("station_id = null", "vehicle_id = '" + new UUID(1, 2) + "'")) {
                assertThatThrownBy(() -> statement.execute("update dead_letter set " + change))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("dead_letter_subject");
            }
        }
    }

    /** The batch that brings a station from this version to the next: always the same bytes. */
    private static Batch step(StationKey key, int version) {
        Instant at = NOW.plusSeconds(version);
        return stations()
                .moves(key, version, StationSample.standing(key, at))
                .hears(key, StationSample.report(at, version))
                .done();
    }

    private static long version(PostgresStores stores, StationKey key) {
        return stores.ledger().loadStations(List.of(key)).get(key).version();
    }

    private String url() {
        return "jdbc:postgresql://localhost:" + Server.port() + "/" + database;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), "postgres", "postgres");
    }
}
