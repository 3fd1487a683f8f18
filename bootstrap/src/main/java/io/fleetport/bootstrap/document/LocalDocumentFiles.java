package io.fleetport.bootstrap.document;

import io.fleetport.application.port.out.DocumentFiles;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.domain.document.Document;
import io.fleetport.domain.document.DocumentId;
import io.fleetport.domain.fleet.OrganizationId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Documents' bytes in a folder of this machine. Its signed URLs have no host: this very service answers them, at {@link #PATH}.
 * One process at a time has the folder. Safe to call from many threads.
 */
public final class LocalDocumentFiles implements DocumentFiles {

    /** Where its URLs lead, followed by organization and document. */
    public static final String PATH = "/document-files";

    private final DocumentFolders folders;
    private final SignedUrls urls;
    private final UploadReceiver receiver;

    /** What became of bytes that came. */
    public enum Received {
        STORED,
        OTHER_SIZE,
        OTHER_CHECKSUM
    }

    private LocalDocumentFiles(DocumentFolders folders, SignedUrls urls, int mostUploads) {
        this.folders = folders;
        this.urls = urls;
        this.receiver = new UploadReceiver(folders, mostUploads);
    }

    /**
     * @param folder made when the first bytes come
     * @param key file with the key that URLs are signed under; made when there is none
     * @param mostUploads taken at the same time
     */
    public static LocalDocumentFiles open(Path folder, Path key, int mostUploads, Clock clock) {
        return new LocalDocumentFiles(
                new DocumentFolders(folder), new SignedUrls(new UrlSigning(key), clock), mostUploads);
    }

    @Override
    public SignedUrl upload(Document document, Duration lifetime) {
        return urls.upload(document, lifetime);
    }

    @Override
    public SignedUrl download(Document document, Duration lifetime) {
        return urls.download(document, lifetime);
    }

    /**
     * What a request to put bytes may do.
     *
     * @param query its parameters, none twice
     * @return empty when the URL is none of ours, or expired
     */
    public Optional<UploadGrant> uploadOf(OrganizationId organization, DocumentId document, Map<String, String> query) {
        return urls.uploadOf(organization, document, query);
    }

    /** As {@link #uploadOf}, of a request to get bytes. */
    public Optional<DownloadGrant> downloadOf(
            OrganizationId organization, DocumentId document, Map<String, String> query) {
        return urls.downloadOf(organization, document, query);
    }

    /**
     * Takes bytes to the disk, and puts them into quarantine when they are all there and as they must be. Reads no more than
     * one buffer too many.
     *
     * @throws PortUnavailable when as many uploads are underway as may be, or the disk is full or failing
     * @throws UncheckedIOException when the bytes stopped coming
     */
    public Received receive(UploadGrant grant, InputStream content) {
        return receiver.receive(grant, content);
    }

    /** The bytes to be given out; empty when there are none, or none yet. */
    public Optional<Path> promoted(DownloadGrant grant) {
        return Optional.of(folders.kept(grant.organization(), grant.document())).filter(Files::isRegularFile);
    }

    @Override
    public Optional<Uploaded> uploaded(OrganizationId organization, DocumentId document) {
        Optional<Path> file = folders.either(organization, document);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream content = Files.newInputStream(file.get())) {
            return Optional.of(Uploaded.read(content));
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    @Override
    public boolean promote(OrganizationId organization, DocumentId document) {
        try {
            return folders.promote(organization, document);
        } catch (IOException e) {
            throw failed("moved", e);
        }
    }

    @Override
    public void remove(OrganizationId organization, DocumentId document) {
        try {
            folders.remove(organization, document);
        } catch (IOException e) {
            throw failed("removed", e);
        }
    }

    @Override
    public int removeLeftOver(Instant before) {
        try {
            return folders.removeLeftOver(before);
        } catch (IOException | UncheckedIOException e) {
            throw failed("removed", e);
        }
    }

    static PortUnavailable failed(String what, Exception why) {
        return new PortUnavailable("documents' files cannot be " + what, why);
    }
}
