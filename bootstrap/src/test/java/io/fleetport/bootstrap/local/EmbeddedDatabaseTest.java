package io.fleetport.bootstrap.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedDatabaseTest {

    @TempDir
    private Path folder;

    @Test
    void whatWasCommittedSurvivesARestartOnTheSamePort() throws Exception {
        String url;
        try (DataDirectory data = DataDirectory.open(folder.resolve("data"));
                EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
            url = database.url();
            execute(database, "CREATE TABLE kept (value int)", "INSERT INTO kept VALUES (42)");
        }
        assertThat(OrphanedPostmaster.find(folder.resolve("data/postgres"))).isEmpty();

        try (DataDirectory data = DataDirectory.open(folder.resolve("data"));
                EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
            assertThat(database.url()).isEqualTo(url);
            assertThat(single(database, "SELECT value FROM kept")).isEqualTo("42");
            assertThat(single(database, "SHOW fsync")).isEqualTo("on");
            assertThat(single(database, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(single(database, "SELECT pg_has_role('fleetport_tenant', 'SET')"))
                    .isEqualTo("t");
            assertThat(
                            single(
                                    database,
                                    "SELECT rolsuper OR rolcreaterole OR rolbypassrls FROM pg_roles WHERE rolname = current_user"))
                    .as("may more than it needs")
                    .isEqualTo("f");
            assertThatThrownBy(() -> DriverManager.getConnection(database.url(), "fleetport", "guessed"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
            assertThatThrownBy(() -> DriverManager.getConnection(database.url(), "postgres", "guessed"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
        }
    }

    @Test
    void theDatabaseOfAKilledServerIsStoppedAndItsDataTakenOver() throws Exception {
        Path root = folder.resolve("data");
        Process server = startServerToKill(root);
        ProcessHandle orphan = OrphanedPostmaster.find(root.resolve("postgres")).orElseThrow();
        server.destroyForcibly().waitFor();
        assertThat(orphan.isAlive()).isTrue();

        try (DataDirectory data = DataDirectory.open(root);
                EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(single(database, "SELECT value FROM kept")).isEqualTo("7");
        }
    }

    @Test
    void cleaningStopsTheDatabaseOfAKilledServer() throws Exception {
        Path root = folder.resolve("data");
        Process server = startServerToKill(root);
        ProcessHandle orphan = OrphanedPostmaster.find(root.resolve("postgres")).orElseThrow();
        server.destroyForcibly().waitFor();

        try (DataDirectory data = DataDirectory.open(root)) {
            data.clean();
            assertThat(data.database()).doesNotExist();
        }
        assertThat(orphan.isAlive()).isFalse();
    }

    @Test
    void anotherProgramUnderTheOldNumberIsLeftAlone() throws Exception {
        Process other = new ProcessBuilder("sleep", "1000").start();
        try {
            Path postgres = Files.createDirectories(folder.resolve("postgres"));
            Files.writeString(postgres.resolve("postmaster.pid"), other.pid() + "\n" + postgres + "\n");

            OrphanedPostmaster.stopIn(postgres);

            assertThat(other.isAlive()).isTrue();
            assertThat(postgres.resolve("postmaster.pid")).doesNotExist();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aFolderLeftByAKillDuringTheFirstStartIsMadeAnew() throws Exception {
        try (DataDirectory data = DataDirectory.open(folder.resolve("data"))) {
            Files.createDirectories(data.database());
            Files.writeString(data.database().resolve("postgresql.conf"), "half written");

            try (EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
                assertThat(single(database, "SELECT 1")).isEqualTo("1");
            }
        }
    }

    /** Another JVM with a database that has the number 7 in it. Returns once that is committed. */
    private static Process startServerToKill(Path root) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ToKill.class.getName(),
                        root.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Optional<String> ready = said.lines().filter("READY"::equals).findFirst();
        assertThat(ready).isPresent();
        return process;
    }

    /** Runs in the other JVM until it is killed. */
    static final class ToKill {
        private ToKill() {}

        public static void main(String[] arguments) throws Exception {
            try (DataDirectory data = DataDirectory.open(Path.of(arguments[0]));
                    EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
                execute(database, "CREATE TABLE kept (value int)", "INSERT INTO kept VALUES (7)");
                System.out.println("READY");
                Thread.currentThread().join();
            }
        }
    }

    private static void execute(EmbeddedDatabase database, String... commands) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    private static String single(EmbeddedDatabase database, String query) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }
}
