package io.fleetport.bootstrap.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The local servers of this user, one file each in the user's state folder, where there is one. Files of processes that are gone are removed. */
public final class RunningServers {

    private static final Logger LOG = LoggerFactory.getLogger(RunningServers.class);

    private final Path folder;

    /** @param folder usually {@code servers} in {@link DataPlaces#state()} */
    public RunningServers(Path folder) {
        this.folder = folder;
    }

    /** Makes the server known, to {@link #newest} and in its data directory. Undone by closing the answer. */
    public Registration register(RunningServer server, DataDirectory data) throws IOException {
        Path entry = folder.resolve(server.pid() + ".json");
        server.writeTo(data.serverFile());
        try {
            server.writeTo(entry);
        } catch (IOException nowhere) { // a container's user has no home, and its disk may not be written
            LOG.info("{} cannot be written: other commands find this server by --data alone", folder);
            return () -> Files.deleteIfExists(data.serverFile());
        }
        return () -> {
            Files.deleteIfExists(entry);
            Files.deleteIfExists(data.serverFile());
        };
    }

    /** The server that was started last and still runs. */
    public Optional<RunningServer> newest() throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> entry.toString().endsWith(".json"))
                    .flatMap(entry -> alive(entry).stream())
                    .max(Comparator.comparing(RunningServer::startedAt));
        }
    }

    /** The server that runs on this data directory. */
    public static Optional<RunningServer> on(Path data) {
        return RunningServer.readFrom(LocalLayout.server(data.toAbsolutePath().normalize()))
                .filter(RunningServer::isAlive);
    }

    private static Optional<RunningServer> alive(Path entry) {
        Optional<RunningServer> server = RunningServer.readFrom(entry).filter(RunningServer::isAlive);
        if (server.isEmpty()) {
            try {
                Files.deleteIfExists(entry);
            } catch (IOException e) {
                // Someone else's turn to tidy up; it is passed over either way.
                return Optional.empty();
            }
        }
        return server;
    }

    /** Until closed the server is known. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close() throws IOException;
    }
}
