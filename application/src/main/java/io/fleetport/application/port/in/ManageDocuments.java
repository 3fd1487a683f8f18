package io.fleetport.application.port.in;

import io.fleetport.application.port.out.DocumentFiles.SignedUrl;
import io.fleetport.application.port.out.Documents;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.document.Checksum;
import io.fleetport.domain.document.Document;
import io.fleetport.domain.document.DocumentId;
import io.fleetport.domain.document.DocumentKind;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The documents of the caller's organization. What changes them throws {@link NotPermitted} without {@link
 * Permission#MANAGE_DOCUMENTS}, what shows them without {@link Permission#VIEW_DOCUMENTS}; dashcam clips are shown with {@link
 * Permission#VIEW_DASHCAM} only. What is another organization's is not there.
 */
public interface ManageDocuments {

    /**
     * A document to be.
     *
     * @param vehicle whose it is; null when {@code trip} says so. A trip's document needs its trip, a clip one of the two
     * @param contentType one of those that documents of the kind may have
     * @param bytes 1 or more
     * @param recordedAt when what it shows began; null for the begin of the trip, or else now
     */
    record Declaration(
            DocumentKind kind,
            @Nullable VehicleId vehicle,
            @Nullable TripId trip,
            String name,
            String contentType,
            long bytes,
            Checksum checksum,
            @Nullable Instant recordedAt) {}

    /** A document with the URL that takes its bytes, to be shown to the caller and nobody else. */
    record Awaiting(Document document, SignedUrl upload) {}

    /** Which documents to list; a null member does not restrict. */
    record Query(
            @Nullable DocumentKind kind,
            @Nullable VehicleId vehicle,
            @Nullable TripId trip,
            Documents.@Nullable State state) {}

    /** The organization has as many documents or bytes as it may have. */
    final class NoRoom extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NoRoom(int mostDocuments, long mostBytes) {
            super("an organization has at most " + mostDocuments + " documents and " + mostBytes
                    + " bytes in them: remove some first");
        }
    }

    /** Nothing was put at the document's URL yet. */
    final class NothingUploaded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NothingUploaded() {
            super("nothing was uploaded yet: send the bytes to the upload's url first");
        }
    }

    /** The document is not in the state for it. */
    final class WrongState extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** @param message for the caller to read */
        public WrongState(String message) {
            super(message);
        }
    }

    /**
     * Declares a document and has a URL made for its bytes.
     *
     * @return empty when there is no such vehicle or trip
     * @throws InvalidRequest when a value cannot be
     * @throws NoRoom when the organization has as much as it may have
     */
    Optional<Awaiting> declare(Caller caller, Declaration declaration);

    /**
     * Another URL for one whose bytes have not come.
     *
     * @throws WrongState when it awaits none any more
     */
    Optional<Awaiting> renewUpload(Caller caller, DocumentId document);

    /**
     * Looks at what was put and makes the document available, or refuses it. One that is either already stays as it is.
     *
     * @throws NothingUploaded when nothing was
     */
    Optional<Document> confirm(Caller caller, DocumentId document);

    /**
     * Newest declared first.
     *
     * @param cursor from an earlier page of the same query, null for the first
     * @param limit 1 to 1000
     * @throws InvalidRequest when the cursor is none of ours
     */
    Page<Document> list(Caller caller, Query query, @Nullable String cursor, int limit);

    Optional<Document> find(Caller caller, DocumentId document);

    /**
     * A URL that gives the document's bytes.
     *
     * @throws WrongState when it is not available
     */
    Optional<SignedUrl> download(Caller caller, DocumentId document);

    /** Removes it with its bytes. @return whether there was one */
    boolean remove(Caller caller, DocumentId document);
}
