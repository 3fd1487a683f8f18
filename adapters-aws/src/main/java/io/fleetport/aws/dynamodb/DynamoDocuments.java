package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Documents;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Trips;
import io.fleetport.domain.document.Document;
import io.fleetport.domain.document.DocumentId;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.trip.Trip;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Documents by id in their organization's partition, beside a count of them that every change moves in its own transaction, so
 * that two that are added at once both count.
 */
final class DynamoDocuments implements Documents {

    /** Of a document that others change all the time. */
    private static final int ATTEMPTS = 10;

    private final Database database;
    private final Trips trips;

    /** @param trips to find the times of the trips that documents belong to */
    DynamoDocuments(Database database, Trips trips) {
        this.database = database;
        this.trips = trips;
    }

    @Override
    public boolean add(Document document, int mostDocuments, long mostBytes) {
        Write counted = DocumentItems.counted(document, 1, State.of(document) == State.REFUSED ? 0 : 1)
                .when(DocumentItems.room(document, mostDocuments, mostBytes));
        List<Write> refused =
                database.transact(List.of(Write.put(DocumentItems.of(document)).when(Expression.ABSENT), counted));
        // One that is there already stays as it is, and that is no lack of room.
        return refused.isEmpty()
                || refused.stream().anyMatch(write -> !write.key().equals(counted.key()));
    }

    @Override
    public Optional<Document> find(OrganizationId organization, DocumentId document) {
        return database.get(DocumentItems.key(organization, document)).map(DocumentItems::document);
    }

    @Override
    public Page<Document> list(OrganizationId organization, Filter filter, @Nullable String cursor, int limit) {
        Query query = Query.in(Table.TENANTS, Index.GSI1, DocumentItems.ofOrganization(organization))
                .backward();
        if (cursor != null) {
            Cursor.ByTime after = Cursor.byTime(cursor);
            query = query.until(Key.join(Key.bound(after.time()), after.id().toString()));
        }
        return Listing.page(
                database.stream(query).map(DocumentItems::document),
                document -> fits(document, filter),
                limit,
                last -> Cursor.of(
                        last.declaredAt(), last.id().value(), last.id().value()));
    }

    private static boolean fits(Document document, Filter filter) {
        return filter.kinds().contains(document.kind())
                && (filter.vehicle() == null || filter.vehicle().equals(document.vehicle()))
                && (filter.trip() == null || filter.trip().equals(document.trip()))
                && (filter.state() == null || filter.state() == State.of(document));
    }

    @Override
    public boolean settle(Document settled) {
        List<Write> writes = new ArrayList<>();
        writes.add(DocumentItems.settled(settled));
        if (State.of(settled) == State.REFUSED) {
            writes.add(DocumentItems.counted(settled, 0, -1));
        }
        return database.transact(writes).isEmpty();
    }

    @Override
    public boolean remove(OrganizationId organization, DocumentId document) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<Document> found = find(organization, document);
            if (found.isEmpty()) {
                return false;
            }
            int bytes = State.of(found.get()) == State.REFUSED ? 0 : -1;
            if (database.transact(
                            List.of(DocumentItems.removed(found.get()), DocumentItems.counted(found.get(), -1, bytes)))
                    .isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Of all organizations: the job works for them all. */
    @Override
    public List<Document> overdue(Instant now, int limit) {
        Listing.checked(limit, 1_000);
        return DocumentItems.awaited().stream()
                .map(partition -> Query.in(Table.TENANTS, Index.GSI2, partition).until(Key.bound(now)))
                .flatMap(database::stream)
                .map(DocumentItems::document)
                .filter(document -> State.of(document) == State.AWAITING_UPLOAD)
                .limit(limit)
                .toList();
    }

    /** Reads all documents of the organization: none may be missed, as an index might one that has just been declared. */
    @Override
    public List<Document> covered(ErasureScope scope, int limit) {
        Listing.checked(limit, 1_000);
        return database.stream(DocumentItems.ofVehicle(scope.key()).pages(1_000))
                .map(DocumentItems::document)
                .filter(document -> scope.covers(document.recordedAt()) || isOfErasedTrip(document, scope))
                .limit(limit)
                .toList();
    }

    private boolean isOfErasedTrip(Document document, ErasureScope scope) {
        return document.trip() != null
                && trips.find(document.organization(), document.trip())
                        .filter(trip -> touches(trip, scope))
                        .isPresent();
    }

    private static boolean touches(Trip trip, ErasureScope scope) {
        Instant from = scope.from();
        Instant until = scope.until();
        Instant end = trip instanceof Trip.Finished finished
                ? finished.endedAt()
                : trip.figures().lastMovingAt();
        return from == null || until == null || trip.startedAt().isBefore(until) && !end.isBefore(from);
    }
}
