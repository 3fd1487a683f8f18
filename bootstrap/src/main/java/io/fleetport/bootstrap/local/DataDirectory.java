package io.fleetport.bootstrap.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a local server keeps everything: database, archive, keys, certificate authority. One process at a time has it, by
 * a lock of the operating system that a killed process loses by itself.
 */
public final class DataDirectory implements AutoCloseable {

    /** Only a folder with this file in it is ever emptied: a mistyped path must not cost anyone their home. */
    private static final String MARK = "fleetport-data";

    private static final List<String> OURS = List.of(
            "postgres",
            "postgres.made",
            "archive",
            "broker",
            "keys",
            "ca",
            "station-ca",
            "documents",
            "run/server.json");

    /** What a new volume may hold before we have seen it: keys that were mounted there, and what file systems make. */
    private static final Set<String> BEFORE_US = Set.of("keys", "lost+found");

    private final Path root;
    private final FileChannel lockFile;

    private DataDirectory(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /**
     * Takes the folder for this process, making it when it is missing.
     *
     * @throws IllegalStateException when another process has it, or when it holds other things; the message says so
     */
    public static DataDirectory open(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        try {
            PrivateFile.createFolder(root);
            if (!Files.exists(root.resolve(MARK))) {
                requireEmpty(root);
                Files.writeString(
                        root.resolve(MARK),
                        "Data of a Fleetport server: it may be emptied by fleetport serve --clean\n");
            }
            PrivateFile.createFolder(root.resolve("run"));
            Path file = root.resolve("run/lock");
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                String holder = Files.readString(file).strip();
                channel.close();
                throw new IllegalStateException("the data directory " + root + " is in use by process " + holder
                        + ": stop that one or give another --data");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataDirectory(root, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the data directory " + root + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static void requireEmpty(Path root) throws IOException {
        try (Stream<Path> inside = Files.list(root)) {
            if (!inside.allMatch(path -> BEFORE_US.contains(String.valueOf(path.getFileName())))) {
                throw new IllegalStateException("the folder " + root
                        + " holds something that is not Fleetport's: give an empty or a new folder as --data");
            }
        }
    }

    /** Deletes all data, stopping a database that a killed process has left running on it. */
    public void clean() {
        OrphanedPostmaster.stopIn(database());
        try {
            for (String name : OURS) {
                Path path = root.resolve(name);
                if (Files.isDirectory(path)) {
                    Folders.delete(path);
                } else {
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty the data directory " + root + ": " + e.getMessage(), e);
        }
    }

    public Path root() {
        return root;
    }

    public Path database() {
        return LocalLayout.database(root);
    }

    public Path archive() {
        return LocalLayout.archive(root);
    }

    public Path documents() {
        return LocalLayout.documents(root);
    }

    public Path keys() {
        return LocalLayout.keys(root);
    }

    public Path authority() {
        return LocalLayout.authority(root);
    }

    public Path stationAuthority() {
        return LocalLayout.stationAuthority(root);
    }

    public Path broker() {
        return LocalLayout.broker(root);
    }

    /** What the running server says of itself; see {@link RunningServer}. */
    public Path serverFile() {
        return LocalLayout.server(root);
    }

    /** Gives the folder back. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release " + root, e);
        }
    }
}
