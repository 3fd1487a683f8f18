package io.fleetport.bootstrap.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A file with a secret: written durably and in one step, readable by its owner only (mode 600 in a folder of mode 700,
 * where the file system knows modes). Reading one that others could read is refused, as ssh does, so that a key that may
 * have leaked is not used without anyone noticing.
 */
public final class PrivateFile {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final FileAttribute<?>[] OWNER_ONLY = attributes("rw-------");
    private static final FileAttribute<?>[] OWNER_ONLY_FOLDER = attributes("rwx------");

    private PrivateFile() {}

    /**
     * The secret in the file, first made and stored when there is none.
     *
     * @throws UncheckedIOException when it cannot be read or stored
     * @throws IllegalStateException when others can read the file; the message says what to do
     */
    public static byte[] readOrCreate(Path file, Supplier<byte[]> make) {
        if (!Files.exists(file)) {
            write(file, make.get());
        }
        return read(file);
    }

    /** The secret in the file. Throws as {@link #readOrCreate}. */
    public static byte[] read(Path file) {
        try {
            requireOwnerOnly(file);
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Stores the secret, replacing an earlier one. It is on disk when this returns. */
    public static void write(Path file, byte[] secret) {
        Path folder = parentOf(file);
        try {
            createFolder(folder);
            Path draft = Files.createTempFile(folder, "." + file.getFileName(), ".new", OWNER_ONLY);
            try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer left = ByteBuffer.wrap(secret);
                while (left.hasRemaining()) {
                    out.write(left);
                }
                out.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Folders.sync(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Makes the folder, and those above it, for the owner only; one that exists is left as it is. */
    public static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder, OWNER_ONLY_FOLDER);
    }

    private static Path parentOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException("file must be inside a folder but is " + file);
        }
        return parent;
    }

    private static void requireOwnerOnly(Path file) throws IOException {
        if (!POSIX) {
            return;
        }
        Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(file);
        if (!PosixFilePermissions.fromString("rw-------").containsAll(allowed)) {
            throw new IllegalStateException("other users can get at the secret in " + file + " (mode "
                    + PosixFilePermissions.toString(allowed) + "): run chmod 600 " + file
                    + ", or start clean if it may have been read");
        }
    }

    private static FileAttribute<?>[] attributes(String mode) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }
}
