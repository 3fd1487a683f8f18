package io.fleetport.application.port.out;

import io.fleetport.domain.document.Document;
import io.fleetport.domain.document.DocumentId;
import io.fleetport.domain.document.DocumentKind;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of every document; its bytes are in {@link DocumentFiles}. Times are kept to the microsecond. Safe to call from
 * many threads. Any method may throw {@link PortUnavailable}.
 */
public interface Documents {

    /** The variants of {@link Document.State} by name. */
    enum State {
        AWAITING_UPLOAD,
        AVAILABLE,
        REFUSED;

        public static State of(Document document) {
            return switch (document.state()) {
                case Document.State.AwaitingUpload awaiting -> AWAITING_UPLOAD;
                case Document.State.Available available -> AVAILABLE;
                case Document.State.Refused refused -> REFUSED;
            };
        }
    }

    /** Which documents to list: those of these kinds. A null member does not restrict. */
    record Filter(
            Set<DocumentKind> kinds,
            @Nullable VehicleId vehicle,
            @Nullable TripId trip,
            @Nullable State state) {
        public Filter {
            kinds = Set.copyOf(kinds);
        }
    }

    /**
     * Adds it. One with its id that is there already is left as it is.
     *
     * @param mostDocuments how many the organization may have, whatever their state
     * @param mostBytes how many bytes those may have together that are available or awaited
     * @return false, and nothing is added, when there is no room for it
     */
    boolean add(Document document, int mostDocuments, long mostBytes);

    /** Empty also when it is another organization's. */
    Optional<Document> find(OrganizationId organization, DocumentId document);

    /**
     * Newest declared first, ties by id descending.
     *
     * @param cursor from an earlier page of the same filter, null for the first
     * @param limit 1 to 1000
     */
    Page<Document> list(OrganizationId organization, Filter filter, @Nullable String cursor, int limit);

    /**
     * Brings one that awaits its upload to the state of {@code settled}.
     *
     * @return false, and nothing changes, when there is none that awaits its upload
     */
    boolean settle(Document settled);

    /** @return false when there is none in the organization */
    boolean remove(OrganizationId organization, DocumentId document);

    /**
     * Documents of all organizations that still await an upload and were to go before {@code now}, in no order.
     *
     * @param limit 1 to 1000
     */
    List<Document> overdue(Instant now, int limit);

    /**
     * Documents that an erasure covers, in no order: all of the vehicle, or of an interval those recorded in it and those of
     * trips that touch it.
     *
     * @param limit 1 to 1000
     */
    List<Document> covered(ErasureScope scope, int limit);
}
