package io.fleetport.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.aws.rds.PostgresSettings;
import io.fleetport.aws.rds.PostgresStores;
import io.fleetport.bootstrap.local.DataDirectory;
import io.fleetport.bootstrap.local.EmbeddedDatabase;
import io.fleetport.domain.audit.AuditEntry;
import io.fleetport.domain.audit.AuditEvent;
import io.fleetport.domain.audit.ChainHead;
import io.fleetport.domain.fleet.OrganizationId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditVerifyTest {

    private record Said(int exitCode, String out, String err) {}

    @TempDir
    private Path folder;

    @Test
    void aDataDirectoryIsVerifiedWithoutItsServer() throws Exception {
        Path data = folder.resolve("data");
        ChainHead kept = ChainHead.EMPTY;
        try (DataDirectory directory = DataDirectory.open(data);
                EmbeddedDatabase database = EmbeddedDatabase.start(directory);
                PostgresStores stores = stores(database)) {
            for (int i = 0; i < 3; i++) {
                kept = stores.auditLog().append(event("acme", "S-" + i)).head();
            }
            stores.auditLog().append(event("other", "S-9"));
        }

        Said whole = run("audit", "verify", "--data", data.toString());
        assertThat(whole.exitCode()).as(whole.err()).isZero();
        assertThat(whole.out().lines()).hasSize(2).first().isEqualTo("acme: 3 entries, whole; head " + kept);

        try (DataDirectory directory = DataDirectory.open(data);
                EmbeddedDatabase database = EmbeddedDatabase.start(directory);
                Connection connection =
                        DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("alter table audit_entry disable trigger audit_entry_stays");
            statement.execute("update audit_entry set subject = 'nobody' where organization = 'acme' and number = 2");
        }
        Said broken = run("audit", "verify", "--data", data.toString());
        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(broken.err()).startsWith("acme: broken at entry 2: it is not as it was written");
        assertThat(broken.out()).startsWith("other: 1 entries, whole");
        assertThat(run("audit", "verify", "--data", data.toString(), "--organization", "other")
                        .exitCode())
                .isZero();
    }

    @Test
    void anExportIsVerifiedAgainstAHeadThatWasKept() throws Exception {
        List<AuditEntry> log = log(4);
        String kept = log.getLast().head().toString();

        assertThat(verified(log.stream().map(AuditVerifyTest::line).toList(), kept))
                .satisfies(said -> assertThat(said.exitCode()).as(said.err()).isZero())
                .satisfies(said -> assertThat(said.out()).isEqualTo("acme: 4 entries, whole; head " + kept + "\n"));
        assertBroken("entry 4: the log was cut off", kept, lines -> lines.subList(0, 3));
        assertBroken("entry 3: it is missing", kept, lines -> List.of(lines.get(0), lines.get(1), lines.get(3)));
        assertBroken("entry 2: it is missing", kept, lines -> List.of(lines.get(0), lines.get(2), lines.get(1)));
        assertBroken("entry 2: it is not as it was written", kept, lines -> {
            List<String> changed = new ArrayList<>(lines);
            changed.set(1, changed.get(1).replace("\"subject\":\"ann\"", "\"subject\":\"bob\""));
            return changed;
        });
        assertBroken("entry 2: it is not as it was written", kept, lines -> {
            List<String> changed = new ArrayList<>(lines);
            changed.set(1, "no JSON");
            return changed;
        });
        assertBroken("entry 4: it is another entry than the head", kept, lines -> {
            AuditEntry third = AuditEntry.after(log.get(1).head(), event("acme", "another"));
            AuditEntry fourth = AuditEntry.after(third.head(), event("acme", "another still"));
            return List.of(lines.get(0), lines.get(1), line(third), line(fourth));
        });
        assertThat(verified(
                                log.subList(2, 4).stream()
                                        .map(AuditVerifyTest::line)
                                        .toList(),
                                kept)
                        .exitCode())
                .as("a part, up to the head that was kept")
                .isZero();
    }

    @Test
    void aWrongCommandLineIsRefused() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty"), "");
        assertThat(run("audit", "verify", "--head", "1:2").exitCode()).isEqualTo(2);
        assertThat(run("audit", "verify", "--file", empty.toString(), "--head", "1:2")
                        .exitCode())
                .isEqualTo(2);
        assertThat(run("audit", "verify", "--file", empty.toString()).exitCode())
                .isEqualTo(1);
        assertThat(run("audit", "verify", "--data", folder.toString()).err()).contains("there is no database in");
    }

    private void assertBroken(String where, String head, UnaryOperator<List<String>> tampering) throws Exception {
        List<String> lines = log(4).stream().map(AuditVerifyTest::line).toList();
        Said said = verified(tampering.apply(lines), head);
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err()).contains(where);
    }

    private Said verified(List<String> lines, String head) throws Exception {
        Path file = Files.write(folder.resolve("audit.ndjson"), lines);
        return run("audit", "verify", "--file", file.toString(), "--head", head);
    }

    private static List<AuditEntry> log(int entries) {
        List<AuditEntry> log = new ArrayList<>();
        ChainHead head = ChainHead.EMPTY;
        for (int i = 0; i < entries; i++) {
            log.add(AuditEntry.after(head, event("acme", "S-" + i)));
            head = log.getLast().head();
        }
        return log;
    }

    /** As the API tells it. */
    private static String line(AuditEntry entry) {
        AuditEvent event = entry.event();
        return "{\"number\":" + entry.number() + ",\"organization\":\"" + event.organization() + "\",\"at\":\""
                + event.at() + "\",\"subject\":\"" + event.subject() + "\",\"impersonator\":null,\"address\":\""
                + event.address() + "\",\"request_id\":null,\"action\":\"" + event.action() + "\",\"kind\":\""
                + event.kind() + "\",\"id\":\"" + event.id() + "\",\"reason\":null,\"details\":{\"name\":\""
                + event.details().get("name") + "\"},\"previous_hash\":\"" + entry.previousHash() + "\",\"hash\":\""
                + entry.hash() + "\"}";
    }

    private static AuditEvent event(String organization, String id) {
        return new AuditEvent(
                new OrganizationId(organization),
                Instant.parse("2026-11-26T12:00:00Z"),
                "ann",
                null,
                "192.0.2.1",
                null,
                "station.change",
                "station",
                id,
                null,
                new TreeMap<>(Map.of("name", "North")));
    }

    private static PostgresStores stores(EmbeddedDatabase database) {
        return new PostgresStores(
                PostgresSettings.of(database.url(), database.user(), database.password()), new SimpleMeterRegistry());
    }

    private static Said run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = CommandLines.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Said(exitCode, out.toString(), err.toString());
    }
}
