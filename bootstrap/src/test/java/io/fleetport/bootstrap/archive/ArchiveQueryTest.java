package io.fleetport.bootstrap.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.Outbox;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.Throttle;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.telemetry.ArchiveForwarding;
import io.fleetport.application.telemetry.ArchiveSettings;
import io.fleetport.aws.archive.ArchiveForm;
import io.fleetport.aws.archive.ArchiveSample;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive as a reader sees it that shares no code with the writer: DuckDB. */
final class ArchiveQueryTest {

    private static final Instant EVENING = Instant.parse("2026-12-31T23:59:50.000001Z");

    private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00Z");

    private static final String PARQUET = "(select * from read_parquet('%s/**/*.parquet', hive_partitioning = true))";

    private static final String JSON_LINES =
            "(select * replace (from_base64(raw) as raw) from read_json('%s/**/*.jsonl.gz', hive_partitioning = true, columns ="
                    + " {subject_kind: 'varchar', subject_id: 'varchar', source: 'varchar', received_at: 'timestamptz', raw: 'varchar'}))";

    private final Random random = new Random(7);
    private final List<ArchivedMessage> kept = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    private Connection duckdb;

    @BeforeEach
    void open() throws SQLException {
        duckdb = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterEach
    void close() throws SQLException {
        duckdb.close();
    }

    @Test
    void parquetGivesBackWhatWasPutIn() throws Exception {
        keepTwoBatches(FileArchive.of(folder, ArchiveForm.parquet()));

        assertThat(rows(PARQUET, "true")).isEqualTo(expected(kept));
        assertThat(ask("select typeof(received_at) || ' ' || typeof(raw) from " + PARQUET.formatted(folder)
                        + " limit 1"))
                .containsExactly("TIMESTAMP WITH TIME ZONE BLOB");
    }

    @Test
    void jsonLinesGiveBackWhatWasPutIn() throws Exception {
        keepTwoBatches(FileArchive.of(folder, ArchiveForm.jsonLines()));

        assertThat(rows(JSON_LINES, "true")).isEqualTo(expected(kept));
    }

    @Test
    void aDayIsReadFromItsFolderAlone() throws Exception {
        keepTwoBatches(FileArchive.of(folder.resolve("parquet"), ArchiveForm.parquet()));
        List<ArchivedMessage> asParquet = List.copyOf(kept);
        kept.clear();
        keepTwoBatches(FileArchive.of(folder.resolve("jsonl"), ArchiveForm.jsonLines()));
        String day = "organization = 'acme' and year = 2027 and month = 1 and day = 1";

        assertThat(rows(PARQUET, day)).isEqualTo(expected(acmesNewYear(asParquet)));
        assertThat(rows(JSON_LINES, day)).isEqualTo(expected(acmesNewYear(kept)));
        assertThat(String.join(
                        "\n",
                        ask("explain analyze select count(*) from " + PARQUET.formatted(folder) + " where " + day)))
                .contains("Scanning Files: 2/8");
    }

    private static List<ArchivedMessage> acmesNewYear(List<ArchivedMessage> messages) {
        List<ArchivedMessage> found = messages.stream()
                .filter(message -> message.subject().organization().value().equals("acme"))
                .filter(message -> !message.receivedAt().isBefore(NEW_YEAR))
                .toList();
        assertThat(found).hasSizeBetween(1, messages.size() / 2);
        return found;
    }

    @Test
    void aVehicleIsFoundByWhatTheFooterSaysOfItsRowGroup() throws Exception {
        keepTwoBatches(FileArchive.of(folder, ArchiveForm.parquet()));

        assertThat(ask(
                        "select count(*) || ' ' || count(stats_min_value) || ' ' || bool_and(stats_min_value <= stats_max_value)"
                                + " from parquet_metadata('" + folder
                                + "/**/*.parquet') where path_in_schema = 'subject_id'"))
                .containsExactly("8 8 true");
        String vehicle = ArchiveSample.subjectId(kept.getFirst());
        assertThat(rows(PARQUET, "subject_id = '" + vehicle + "'"))
                .isEqualTo(expected(kept.stream()
                        .filter(message -> ArchiveSample.subjectId(message).equals(vehicle))
                        .toList()));
    }

    @Test
    void messagesLargerThanAPageAndManyRowGroupsAreReadWhole() throws Exception {
        VehicleId vehicle = new VehicleId(new UUID(1, 2));
        for (int i = 0; i < 100; i++) {
            byte[] raw = new byte[i % 10 == 0 ? 3_000_000 : 1_000_000];
            random.nextBytes(raw);
            kept.add(new ArchivedMessage(new VehicleKey(new OrganizationId("acme"), vehicle), "tesla", EVENING, raw));
        }
        kept.add(new ArchivedMessage(
                new VehicleKey(new OrganizationId("acme"), vehicle), "tesla", EVENING, new byte[0]));

        FileArchive.of(folder, ArchiveForm.parquet()).keep(new ArchiveBatch(UUID.randomUUID(), kept));

        assertThat(ask("select count(distinct row_group_id) from parquet_metadata('" + folder + "/**/*.parquet')"))
                .containsExactly("2");
        assertThat(ask("select count(*) || ' ' || sum(octet_length(raw)) from " + PARQUET.formatted(folder)))
                .containsExactly("101 120000000");
        assertThat(ask("select md5(raw) from " + PARQUET.formatted(folder) + " order by 1"))
                .isEqualTo(kept.stream()
                        .map(message -> md5(message.raw()))
                        .sorted()
                        .toList());
    }

    @Test
    void aHalfWrittenFileIsNotSeen() throws Exception {
        keepTwoBatches(FileArchive.of(folder, ArchiveForm.parquet()));
        try (Stream<Path> days = Files.walk(folder)) {
            for (Path day : days.filter(path -> path.endsWith("day=31")).toList()) {
                Files.writeString(day.resolve("." + UUID.randomUUID() + ".parquet.new"), "PAR1 and no more");
            }
        }

        assertThat(rows(PARQUET, "true")).hasSize(kept.size());
    }

    @Test
    void aCrashBetweenFileAndOutboxLosesAndDoublesNothing() throws Exception {
        InMemoryStores stores = new InMemoryStores();
        FileArchive archive = FileArchive.of(folder, ArchiveForm.parquet());
        Outbox forgetful = new Outbox() {
            @Override
            public Optional<ArchiveBatch> next(int mostBytes, Throttle throttle) {
                return stores.outbox().next(mostBytes, throttle);
            }

            @Override
            public int mostCommits() {
                return stores.outbox().mostCommits();
            }

            @Override
            public void done(UUID batch) {
                commit(stores, 200);
                throw new PortUnavailable("gone before it could be noted", new IllegalStateException());
            }
        };
        commit(stores, 300);

        try (ArchiveForwarding dying = forwarding(forgetful, archive)) {
            await().until(() -> kept.size() > 300);
        }
        try (ArchiveForwarding next = forwarding(stores.outbox(), archive)) {
            await().until(() -> stores.outbox().next(1).isEmpty());
        }

        assertThat(ask("select count(*) from " + PARQUET.formatted(folder))).containsExactly("" + kept.size());
        assertThat(rows(PARQUET, "true")).isEqualTo(expected(kept));
    }

    private static ArchiveForwarding forwarding(Outbox outbox, FileArchive archive) {
        ArchiveForwarding forwarding = new ArchiveForwarding(
                outbox, archive, new ArchiveSettings(Duration.ZERO, 1 << 20, 1), new SimpleMeterRegistry());
        forwarding.start();
        return forwarding;
    }

    private synchronized void commit(InMemoryStores stores, int messages) {
        List<ArchivedMessage> said = messages(messages);
        stores.ledger()
                .commit(new TelemetryLedger.Batch(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new ArchiveBatch(UUID.randomUUID(), said)));
        kept.addAll(said);
    }

    private void keepTwoBatches(FileArchive archive) {
        for (int batch = 0; batch < 2; batch++) {
            List<ArchivedMessage> messages = messages(1_500);
            archive.keep(new ArchiveBatch(UUID.randomUUID(), messages));
            kept.addAll(messages);
        }
    }

    /** Of two organizations, around the turn of a year when there are more than 900. */
    private List<ArchivedMessage> messages(int count) {
        List<ArchivedMessage> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] raw = new byte[16 + random.nextInt(500)];
            random.nextBytes(raw);
            messages.add(new ArchivedMessage(
                    i % 5 == 4
                            ? new StationKey(
                                    new OrganizationId(i % 3 == 0 ? "umbrella" : "acme"), new StationId("S-" + i % 9))
                            : new VehicleKey(
                                    new OrganizationId(i % 3 == 0 ? "umbrella" : "acme"),
                                    new VehicleId(new UUID(i % 40, i % 40))),
                    i % 7 == 0 ? "http" : "tesla",
                    EVENING.plusNanos(12_000_000L * i),
                    raw));
        }
        return messages;
    }

    private TreeSet<String> rows(String form, String where) throws SQLException {
        return new TreeSet<>(
                ask("select concat_ws(' ', organization, year, month, day, subject_kind, subject_id, source,"
                        + " epoch_us(received_at), hex(raw)) from " + form.formatted(folder) + " where " + where));
    }

    private static TreeSet<String> expected(List<ArchivedMessage> messages) {
        TreeSet<String> rows = new TreeSet<>();
        for (ArchivedMessage message : messages) {
            boolean newYear = !message.receivedAt().isBefore(NEW_YEAR);
            rows.add(String.join(
                    " ",
                    message.subject().organization().value(),
                    newYear ? "2027 01 01" : "2026 12 31",
                    ArchiveSample.subjectKind(message),
                    ArchiveSample.subjectId(message),
                    message.source(),
                    Long.toString(message.receivedAt().getEpochSecond() * 1_000_000
                            + message.receivedAt().getNano() / 1_000),
                    HexFormat.of().withUpperCase().formatHex(message.raw())));
        }
        return rows;
    }

    private static String md5(byte[] raw) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(raw));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The last column of each row. */
    private List<String> ask(String sql) throws SQLException {
        try (Statement statement = duckdb.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(rows.getMetaData().getColumnCount()));
            }
            return found;
        }
    }
}
