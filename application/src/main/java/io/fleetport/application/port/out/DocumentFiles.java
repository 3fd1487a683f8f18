package io.fleetport.application.port.out;

import io.fleetport.domain.document.Checksum;
import io.fleetport.domain.document.Document;
import io.fleetport.domain.document.DocumentId;
import io.fleetport.domain.document.FileType;
import io.fleetport.domain.fleet.OrganizationId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.security.DigestInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The bytes of documents. Whoever has a signed URL puts them or gets them, past us; what was put lies in quarantine, where
 * nobody gets it, until it is promoted. Safe to call from many threads. Any method may throw {@link PortUnavailable} or {@link
 * PortRefused}; repeating it is safe.
 */
public interface DocumentFiles {

    /**
     * A request that may be made without any other credential, until it expires.
     *
     * @param url absolute; or only a path and query, where this very service answers it
     * @param headers to be sent as they are
     */
    record SignedUrl(String method, URI url, Map<String, String> headers, Instant expiresAt) {
        public SignedUrl {
            headers = Map.copyOf(headers);
        }

        /** Without the URL, which is the credential. */
        @Override
        public String toString() {
            return "SignedUrl[" + method + " until " + expiresAt + "]";
        }
    }

    /**
     * What is there, as it was looked at.
     *
     * @param head the first {@link FileType#HEAD_BYTES} bytes, or all
     */
    record Uploaded(long bytes, Checksum checksum, byte[] head) {

        /** By reading all of it. The stream stays open. */
        public static Uploaded read(InputStream content) throws IOException {
            DigestInputStream read = new DigestInputStream(content, Checksum.running());
            byte[] head = read.readNBytes(FileType.HEAD_BYTES);
            long bytes = head.length + read.transferTo(OutputStream.nullOutputStream());
            return new Uploaded(bytes, Checksum.of(read.getMessageDigest().digest()), head);
        }
    }

    /**
     * A URL that takes the document's bytes: so many, of its type and checksum and no others. It may be used again and then
     * replaces what was put before.
     *
     * @param lifetime from now, whole seconds, up to 7 days
     */
    SignedUrl upload(Document document, Duration lifetime);

    /**
     * A URL that gives the bytes of a promoted document, as a file to be saved under its name. Whether they are there is not
     * looked at.
     *
     * @param lifetime as for {@link #upload}
     */
    SignedUrl download(Document document, Duration lifetime);

    /** What was put for the document, promoted or not; empty when nothing was. */
    Optional<Uploaded> uploaded(OrganizationId organization, DocumentId document);

    /**
     * Takes what was put out of quarantine. Done already it changes nothing.
     *
     * @return whether it is promoted now; false when nothing was put
     */
    boolean promote(OrganizationId organization, DocumentId document);

    /** Removes what was put, promoted or not, for good. Nothing there is fine. */
    void remove(OrganizationId organization, DocumentId document);

    /**
     * Removes what has lain in quarantine since before that time: nobody will promote it.
     *
     * @return how many files were removed
     */
    int removeLeftOver(Instant before);
}
