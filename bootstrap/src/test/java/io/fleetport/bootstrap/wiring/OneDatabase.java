package io.fleetport.bootstrap.wiring;

import io.fleetport.bootstrap.local.DataDirectory;
import io.fleetport.bootstrap.local.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** One real database for all tests here that want an external one, started when first needed. Those who change it change it back. */
final class OneDatabase {

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
}
