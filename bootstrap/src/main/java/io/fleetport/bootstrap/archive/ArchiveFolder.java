package io.fleetport.bootstrap.archive;

import io.fleetport.application.port.out.ArchiveFiles;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.aws.archive.ArchiveContents;
import io.fleetport.aws.archive.Partition;
import io.fleetport.domain.fleet.OrganizationId;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Reads back what {@link FileArchive} wrote. Safe to call from many threads. */
public final class ArchiveFolder implements ArchiveFiles {

    private final Path folder;

    /** @param folder the one above all organizations */
    public ArchiveFolder(Path folder) {
        this.folder = folder;
    }

    /** A folder lists names in no order and may hold millions: each page is the least names after the one before. */
    @Override
    public List<String> names(OrganizationId organization, LocalDate day, @Nullable String after, int limit) {
        Path place = place(organization, day);
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        PriorityQueue<String> least = new PriorityQueue<>(Comparator.reverseOrder());
        try (DirectoryStream<Path> all = Files.newDirectoryStream(place)) {
            for (Path path : all) {
                String name = path.getFileName().toString();
                if (name.startsWith(".") || after != null && name.compareTo(after) <= 0) {
                    continue;
                }
                least.add(name);
                if (least.size() > limit) {
                    least.remove();
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new PortUnavailable("the folder " + place + " cannot be listed", e);
        }
        return least.stream().sorted().toList();
    }

    @Override
    public Optional<Instant> receivedAt(String name) {
        return ArchiveContents.receivedAt(name);
    }

    @Override
    public List<ArchivedMessage> read(OrganizationId organization, LocalDate day, String name) throws DamagedFile {
        Path file = place(organization, day).resolve(name);
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (NoSuchFileException gone) {
            return List.of();
        } catch (IOException e) {
            throw new DamagedFile("it cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
        return ArchiveContents.read(organization, name, content);
    }

    private Path place(OrganizationId organization, LocalDate day) {
        return folder.resolve(new Partition(organization, day).path());
    }
}
