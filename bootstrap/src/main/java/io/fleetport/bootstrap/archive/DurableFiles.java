package io.fleetport.bootstrap.archive;

import io.fleetport.aws.archive.ArchiveFile;
import io.fleetport.bootstrap.local.Folders;
import io.fleetport.bootstrap.local.PrivateFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Files that appear whole and durable or not at all, and are never changed but to take out what was erased. For one writer at a time in each folder. */
final class DurableFiles {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path top;

    /** @param top the folder above all others, made when first needed */
    DurableFiles(Path top) {
        this.top = top;
    }

    /** Writes what is missing of the files. When this returns all of them are on disk, whoever wrote them. */
    void writeMissing(Path folder, List<ArchiveFile> files) throws IOException {
        PrivateFile.createFolder(folder);
        for (ArchiveFile file : files) {
            Path path = folder.resolve(file.name());
            if (!Files.exists(path)) {
                write(path, file.content());
            }
        }
        sync(folder);
    }

    /** Puts another file in the place of one, in one step: it is on disk when this returns. */
    void replace(Path path, ArchiveFile file) throws IOException {
        write(path, file.content());
        syncAbove(path);
    }

    /** Takes a file away for good. */
    void delete(Path path) throws IOException {
        Files.deleteIfExists(path);
        syncAbove(path);
    }

    private static void syncAbove(Path path) throws IOException {
        Path folder = path.getParent();
        if (folder != null) {
            Folders.sync(folder);
        }
    }

    /** Those who query the folder pass over names that begin with a dot. A draft left by a kill is overwritten by the next try. */
    private static void write(Path path, ArchiveFile.Content content) throws IOException {
        Path draft = path.resolveSibling("." + path.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Names are durable only after their folder is, and that after the folders above it. Always all: a kill may have come between. */
    private void sync(Path folder) throws IOException {
        Folders.sync(folder);
        for (Path above = folder.getParent(); above != null && above.startsWith(top); above = above.getParent()) {
            Folders.sync(above);
        }
        Path home = top.toAbsolutePath().getParent();
        if (home != null) {
            Folders.sync(home);
        }
    }
}
