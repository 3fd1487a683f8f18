package io.fleetport.bootstrap.document;

import io.fleetport.bootstrap.local.Folders;
import io.fleetport.bootstrap.local.PrivateFile;
import io.fleetport.domain.document.DocumentId;
import io.fleetport.domain.fleet.OrganizationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Two folders, {@code quarantine} and {@code kept}, in each a folder for every organization and in that a file for every
 * document, by its id. What a method did is on the disk when it returns. Safe to use from many threads.
 */
final class DocumentFolders {

    private final Path quarantine;
    private final Path kept;

    DocumentFolders(Path top) {
        this.quarantine = top.resolve("quarantine");
        this.kept = top.resolve("kept");
    }

    Path quarantined(OrganizationId organization, DocumentId document) {
        return place(quarantine, organization, document);
    }

    Path kept(OrganizationId organization, DocumentId document) {
        return place(kept, organization, document);
    }

    private static Path place(Path folder, OrganizationId organization, DocumentId document) {
        return folder.resolve(organization.value()).resolve(document.toString());
    }

    /** Where the document's bytes are, if anywhere. */
    Optional<Path> either(OrganizationId organization, DocumentId document) {
        return Stream.of(kept(organization, document), quarantined(organization, document))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** A file to write a document's bytes to before they are all there. */
    Path draft(OrganizationId organization, DocumentId document) throws IOException {
        Path folder = folderOf(quarantined(organization, document));
        PrivateFile.createFolder(folder);
        return Files.createTempFile(folder, "." + document, ".part");
    }

    /** Puts a draft that is whole in the place of whatever was put before. */
    void put(Path draft, OrganizationId organization, DocumentId document) throws IOException {
        move(draft, quarantined(organization, document));
    }

    /** @return false when there is nothing to be promoted and nothing promoted */
    boolean promote(OrganizationId organization, DocumentId document) throws IOException {
        Path to = kept(organization, document);
        PrivateFile.createFolder(folderOf(to));
        try {
            move(quarantined(organization, document), to);
            Folders.sync(kept);
            return true;
        } catch (NoSuchFileException nothing) {
            return Files.isRegularFile(to);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Folders.sync(folderOf(to));
    }

    void remove(OrganizationId organization, DocumentId document) throws IOException {
        delete(quarantined(organization, document));
        delete(kept(organization, document));
    }

    private static void delete(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            Folders.sync(folderOf(file));
        }
    }

    /** Deletes what is in quarantine and was written before, drafts of killed processes too. @return how many files */
    int removeLeftOver(Instant before) throws IOException {
        if (!Files.isDirectory(quarantine)) {
            return 0;
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(quarantine)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        int removed = 0;
        for (Path file : files) {
            if (isFrom(file, before) && Files.deleteIfExists(file)) {
                removed++;
            }
        }
        return removed;
    }

    private static boolean isFrom(Path file, Instant before) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (NoSuchFileException promotedMeanwhile) {
            return false;
        }
    }

    private static Path folderOf(Path file) {
        Path folder = file.getParent();
        if (folder == null) {
            throw new IllegalArgumentException("file must be in a folder but is " + file);
        }
        return folder;
    }
}
