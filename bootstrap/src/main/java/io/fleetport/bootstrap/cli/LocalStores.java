package io.fleetport.bootstrap.cli;

import io.fleetport.application.port.out.AuditLog;
import io.fleetport.aws.rds.PostgresSettings;
import io.fleetport.aws.rds.PostgresStores;
import io.fleetport.bootstrap.local.DataDirectory;
import io.fleetport.bootstrap.local.EmbeddedDatabase;
import io.fleetport.bootstrap.local.LocalLayout;
import io.fleetport.bootstrap.local.PrivateFile;
import io.fleetport.bootstrap.local.RunningServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** The stores of a data directory, beside the server that runs on it, or with its database started for as long as this is open. */
final class LocalStores implements AutoCloseable {

    private final PostgresStores stores;
    private final Deque<AutoCloseable> below;

    private LocalStores(PostgresStores stores, Deque<AutoCloseable> below) {
        this.stores = stores;
        this.below = below;
    }

    /** @throws CommandFailure when the folder is no data directory of a server */
    static LocalStores open(Path folder) throws IOException {
        if (!Files.exists(LocalLayout.databasePassword(folder))) {
            throw new CommandFailure(
                    "there is no database in " + folder + ": give the data directory of a server as --data");
        }
        Deque<AutoCloseable> below = new ArrayDeque<>();
        try {
            PostgresSettings settings;
            if (RunningServers.on(folder).isPresent()) {
                settings = beside(folder);
            } else {
                DataDirectory data = DataDirectory.open(folder);
                below.push(data);
                EmbeddedDatabase database = EmbeddedDatabase.start(data);
                below.push(database);
                settings = PostgresSettings.of(database.url(), database.user(), database.password());
            }
            return new LocalStores(new PostgresStores(settings, new SimpleMeterRegistry()), below);
        } catch (IOException | RuntimeException e) {
            closeAll(below);
            throw e;
        }
    }

    private static PostgresSettings beside(Path folder) throws IOException {
        String password = new String(PrivateFile.read(LocalLayout.databasePassword(folder)), StandardCharsets.US_ASCII);
        int port = Integer.parseInt(
                Files.readString(LocalLayout.databasePort(folder)).strip());
        return PostgresSettings.of(EmbeddedDatabase.url(port), EmbeddedDatabase.USER, password);
    }

    AuditLog auditLog() {
        return stores.auditLog();
    }

    @Override
    public void close() {
        stores.close();
        closeAll(below);
    }

    private static void closeAll(Deque<AutoCloseable> parts) {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                throw new IllegalStateException("the database could not be stopped: " + e.getMessage(), e);
            }
        }
    }
}
