package io.fleetport.application.memory;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Documents;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.document.Document;
import io.fleetport.domain.document.DocumentId;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Scans all documents for a list. */
final class InMemoryDocuments implements Documents {

    private static final Comparator<Document> NEWEST_FIRST = Comparator.comparing(Document::declaredAt)
            .thenComparing(document -> document.id().value(), Paging.BY_ID)
            .reversed();

    private final Shelves shelves;

    InMemoryDocuments(Shelves shelves) {
        this.shelves = shelves;
    }

    @Override
    public boolean add(Document document, int mostDocuments, long mostBytes) {
        return shelves.writing(() -> {
            if (shelves.documents.containsKey(document.id())) {
                return true;
            }
            List<Document> all = shelves.documents.values().stream()
                    .filter(other -> other.organization().equals(document.organization()))
                    .toList();
            long bytes = all.stream()
                    .filter(other -> State.of(other) != State.REFUSED)
                    .mapToLong(other -> other.facts().bytes())
                    .sum();
            if (all.size() >= mostDocuments || bytes + document.facts().bytes() > mostBytes) {
                return false;
            }
            shelves.documents.put(document.id(), document);
            return true;
        });
    }

    @Override
    public Optional<Document> find(OrganizationId organization, DocumentId document) {
        return shelves.reading(() -> Optional.ofNullable(of(organization, document)));
    }

    private @Nullable Document of(OrganizationId organization, DocumentId id) {
        Document stored = shelves.documents.get(id);
        return stored == null || !stored.organization().equals(organization) ? null : stored;
    }

    @Override
    public Page<Document> list(OrganizationId organization, Filter filter, @Nullable String cursor, int limit) {
        Cursor.@Nullable ByTime after = cursor == null ? null : Cursor.byTime(cursor);
        return shelves.reading(() -> Paging.page(
                shelves.documents.values().stream()
                        .filter(document -> document.organization().equals(organization))
                        .filter(document -> fits(document, filter))
                        .filter(document -> after == null || comesBefore(document, after)),
                NEWEST_FIRST,
                limit,
                last -> cursor(last.declaredAt(), last.id().value())));
    }

    private static String cursor(Instant declaredAt, UUID id) {
        return Cursor.of(declaredAt, id, id);
    }

    private static boolean fits(Document document, Filter filter) {
        return filter.kinds().contains(document.kind())
                && (filter.vehicle() == null || filter.vehicle().equals(document.vehicle()))
                && (filter.trip() == null || filter.trip().equals(document.trip()))
                && (filter.state() == null || filter.state() == State.of(document));
    }

    private static boolean comesBefore(Document document, Cursor.ByTime position) {
        int order = document.declaredAt().compareTo(position.time());
        return order < 0 || order == 0 && Paging.BY_ID.compare(document.id().value(), position.id()) < 0;
    }

    @Override
    public boolean settle(Document settled) {
        return shelves.writing(() -> {
            Document stored = of(settled.organization(), settled.id());
            if (stored == null || State.of(stored) != State.AWAITING_UPLOAD) {
                return false;
            }
            shelves.documents.put(stored.id(), stored.in(settled.state()));
            return true;
        });
    }

    @Override
    public boolean remove(OrganizationId organization, DocumentId document) {
        return shelves.writing(() -> of(organization, document) != null && shelves.documents.remove(document) != null);
    }

    @Override
    public List<Document> overdue(Instant now, int limit) {
        Paging.checked(limit, 1_000);
        return shelves.reading(() -> shelves.documents.values().stream()
                .filter(document -> document.state() instanceof Document.State.AwaitingUpload awaiting
                        && awaiting.until().isBefore(now))
                .limit(limit)
                .toList());
    }

    @Override
    public List<Document> covered(ErasureScope scope, int limit) {
        Paging.checked(limit, 1_000);
        return shelves.reading(() -> shelves.documents.values().stream()
                .filter(document -> document.organization().equals(scope.key().organization()))
                .filter(document -> document.vehicle().equals(scope.key().vehicle()))
                .filter(document -> scope.covers(document.recordedAt()) || isOfErasedTrip(document, scope))
                .limit(limit)
                .toList());
    }

    private boolean isOfErasedTrip(Document document, ErasureScope scope) {
        Shelves.StoredTrip trip = document.trip() == null ? null : shelves.trips.get(document.trip());
        return trip != null && InMemoryErasableStores.touches(scope, trip.trip());
    }
}
