package io.fleetport.bootstrap.wiring;

import io.fleetport.bootstrap.local.DataDirectory;
import io.fleetport.bootstrap.local.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One real database for all tests here that want an external one, started when first needed. Those who change it change it back,
 * and lock the system properties as those who use it do.
 */
public final class OneDatabase {

    private OneDatabase() {}

    private static final class Holder {
        static final EmbeddedDatabase DATABASE = start();

        private static EmbeddedDatabase start() {
            try {
                Path folder = Files.createTempDirectory("fleetport-database");
                DataDirectory data = DataDirectory.open(folder.resolve("data"));
                EmbeddedDatabase database = EmbeddedDatabase.start(data);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    database.close();
                    data.close();
                    delete(folder);
                }));
                return database;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path folder) {
            try (Stream<Path> all = Files.walk(folder)) {
                List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
                for (Path path : deepestFirst) {
                    Files.delete(path);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static EmbeddedDatabase started() {
        return Holder.DATABASE;
    }

    /** An empty one beside it, for those with keys of their own. */
    public static JdbcSettings another(String name) {
        EmbeddedDatabase server = started();
        try (Connection connection = DriverManager.getConnection(server.url(), "postgres", server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " owner " + server.user());
        } catch (SQLException e) {
            throw new IllegalStateException("no database " + name, e);
        }
        String url = server.url();
        return new JdbcSettings(url.substring(0, url.lastIndexOf('/') + 1) + name, server.user(), server.password());
    }

    /** What a server reaches a database by. */
    public record JdbcSettings(String url, String user, String password) {}
}
