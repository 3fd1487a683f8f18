package io.fleetport.bootstrap.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * A PostgreSQL of our own on a folder of the {@link DataDirectory}. What is committed survives a restart and a power cut.
 *
 * <p>It listens on loopback only, on a port that stays the same from start to start, has no Unix socket, and asks for a
 * password that is made at the first start and kept beside the keys, readable by the owner only: other users of the
 * machine must not get at the data. The service works as the role {@code fleetport}, which owns its database and nothing
 * else.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    /** The role the service works as. */
    public static final String USER = "fleetport";

    /** What tenants' questions are asked as; {@link #USER} may become it, and make no other. */
    private static final String TENANT = "fleetport_tenant";

    private static final String NAME = "fleetport";
    private static final String HOST = "localhost";

    /** Empty data start in about 3 s; recovery after a kill replays at most {@code max_wal_size}. */
    private static final Duration START_PATIENCE = Duration.ofMinutes(2);

    /** Written into the folder: nobody is let in without a password. */
    private static final String ACCESS = """
            # Written at every start: loopback only, by password.
            host all all 127.0.0.1/32 scram-sha-256
            host all all ::1/128 scram-sha-256
            """;

    /**
     * zonky's defaults trade durability for speed; the first three put it back. The others suit steady appending on one
     * machine: few large checkpoints, and room for the newest pages of the history.
     */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("listen_addresses", HOST),
            Map.entry("unix_socket_directories", ""),
            Map.entry("password_encryption", "scram-sha-256"),
            Map.entry("max_connections", "60"),
            Map.entry("shared_buffers", "256MB"),
            Map.entry("wal_buffers", "16MB"),
            Map.entry("max_wal_size", "4GB"),
            Map.entry("min_wal_size", "512MB"),
            Map.entry("checkpoint_timeout", "15min"),
            Map.entry("jit", "off"),
            Map.entry("log_checkpoints", "off"),
            Map.entry("timezone", "UTC"));

    private final EmbeddedPostgres server;
    private final Path folder;
    private final String password;

    private EmbeddedDatabase(EmbeddedPostgres server, Path folder, String password) {
        this.server = server;
        this.folder = folder;
        this.password = password;
    }

    /**
     * Starts the database, making it at the first start and stopping one that a killed server left running.
     *
     * @throws IllegalStateException when it cannot be started or does not promise durability
     */
    public static EmbeddedDatabase start(DataDirectory data) {
        Path folder = data.database();
        Path made = data.root().resolve("postgres.made");
        String password = new String(
                PrivateFile.readOrCreate(LocalLayout.databasePassword(data.root()), EmbeddedDatabase::newPassword),
                StandardCharsets.US_ASCII);
        OrphanedPostmaster.stopIn(folder);
        try {
            if (!Files.exists(made)) {
                // Killed while it was being made: nothing was ever committed to it.
                Folders.delete(folder);
            }
            EmbeddedPostgres server =
                    launch(folder, password, LocalPort.rememberedIn(LocalLayout.databasePort(data.root())));
            EmbeddedDatabase database = new EmbeddedDatabase(server, folder, password);
            try {
                database.prepare(!Files.exists(made));
                Files.writeString(made, "");
                Folders.sync(data.root());
                database.requireDurable();
                return database;
            } catch (SQLException | IOException | RuntimeException e) {
                database.close();
                throw e;
            }
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("the embedded database cannot be started: " + e.getMessage(), e);
        }
    }

    private static EmbeddedPostgres launch(Path folder, String password, int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false) // we stop it ourselves, last of all
                .setOverrideWorkingDirectory(
                        DataPlaces.cache().resolve("postgres").toFile())
                .setPGStartupWait(START_PATIENCE)
                .setConnectConfig("password", password)
                .setPort(port);
        SETTINGS.forEach(builder::setServerConfig);
        return builder.start();
    }

    /** Roles, database and access rules. Safe to repeat: a kill in between leaves it to the next start. */
    private void prepare(boolean first) throws SQLException, IOException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (first) {
                // The password is of hexadecimal digits only: nothing to escape.
                statement.execute("ALTER ROLE postgres PASSWORD '" + password + "'");
                statement.execute("CREATE ROLE " + USER + " LOGIN PASSWORD '" + password + "'");
                statement.execute("CREATE DATABASE " + NAME + " OWNER " + USER);
                Files.writeString(folder.resolve("pg_hba.conf"), ACCESS);
                statement.execute("SELECT pg_reload_conf()");
            }
            if (!exists(statement, TENANT)) { // also in a database made by an earlier version
                statement.execute("CREATE ROLE " + TENANT + " NOLOGIN");
            }
            statement.execute("GRANT " + TENANT + " TO " + USER + " WITH INHERIT FALSE, SET TRUE");
        }
    }

    private static boolean exists(Statement statement, String role) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'")) {
            return row.next();
        }
    }

    private void requireDurable() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
                try (ResultSet row = statement.executeQuery("SHOW " + setting)) {
                    if (!row.next() || !row.getString(1).equals("on")) {
                        throw new IllegalStateException("the embedded database runs with " + setting
                                + " switched off: what it acknowledges would not survive a power cut");
                    }
                }
            }
        }
    }

    /** For JDBC, without user and password. */
    public String url() {
        return url(server.getPort());
    }

    /** As {@link #url()} of a database that another process runs on this port. */
    public static String url(int port) {
        return "jdbc:postgresql://" + HOST + ":" + port + "/" + NAME;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    /** Stops the database and returns when its process is gone. */
    @Override
    public void close() {
        Optional<ProcessHandle> process = OrphanedPostmaster.find(folder);
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded database cannot be stopped", e);
        } finally {
            process.ifPresent(OrphanedPostmaster::waitFor);
        }
    }

    private static byte[] newPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random).getBytes(StandardCharsets.US_ASCII);
    }
}
