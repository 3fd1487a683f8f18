package io.fleetport.aws.rds;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Documents;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.document.Document;
import io.fleetport.domain.document.DocumentId;
import io.fleetport.domain.fleet.OrganizationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Documents one by one. Two that are added to one organization at once wait for each other, so that both count. */
final class PostgresDocuments implements Documents {

    private static final String SELECT = "select " + DocumentRows.COLUMNS + " from document where ";

    private static final String INSERT = "insert into document (" + DocumentRows.COLUMNS
            + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (document_id) do nothing";

    /** Locks of two numbers are apart from those of one. */
    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(11, hashtext(?)) where true";

    private static final String ROOM = "select bool_or(document_id = ?) or count(*) < ?"
            + " and coalesce(sum(bytes) filter (where state <> 'refused'), 0) + ? <= ? as room"
            + " from document where organization = ?";

    private static final String OF_ERASED_TRIP = "trip_id in (select trip_id from trip where organization = ?"
            + " and vehicle_id = ? and started_at < ? and coalesce(ended_at, last_moving_at) >= ?)";

    private final Database database;

    PostgresDocuments(Database database) {
        this.database = database;
    }

    @Override
    public boolean add(Document document, int mostDocuments, long mostBytes) {
        return Changes.in(database, "adding a document", connection -> {
            String organization = document.organization().value();
            new Query(ONE_AT_A_TIME, organization).list(connection, row -> 1);
            if (!hasRoom(connection, document, mostDocuments, mostBytes)) {
                return false;
            }
            Changes.run(connection, INSERT, DocumentRows.values(document));
            return true;
        });
    }

    private static boolean hasRoom(Connection connection, Document document, int mostDocuments, long mostBytes)
            throws SQLException {
        return new Query(
                        ROOM,
                        document.id().value(),
                        mostDocuments,
                        document.facts().bytes(),
                        mostBytes,
                        document.organization().value())
                .list(connection, row -> row.getBoolean("room"))
                .getFirst();
    }

    @Override
    public Optional<Document> find(OrganizationId organization, DocumentId document) {
        return database
                .ask("finding a document", organization, scope -> new Query(
                                SELECT + "organization = ? and document_id = ?", organization.value(), document.value())
                        .list(scope, DocumentRows::document))
                .stream()
                .findFirst();
    }

    @Override
    public Page<Document> list(OrganizationId organization, Filter filter, @Nullable String cursor, int limit) {
        Query.checked(limit, 1_000);
        Query query = new Query(SELECT + "organization = ?", organization.value());
        String[] kinds =
                filter.kinds().stream().map(DocumentRows::written).sorted().toArray(String[]::new);
        query.and("kind = any(string_to_array(?, ','))", String.join(",", kinds))
                .andIfPresent("vehicle_id = ?", Columns.part(filter.vehicle(), vehicle -> vehicle.value()))
                .andIfPresent("trip_id = ?", Columns.part(filter.trip(), trip -> trip.value()))
                .andIfPresent("state = ?", Columns.part(filter.state(), DocumentRows::written));
        if (cursor != null) {
            Cursor.ByTime after = Cursor.byTime(cursor);
            query.and("(declared_at, document_id) < (?, ?)", Query.bound(after.time()), after.id());
        }
        return database.ask(
                "listing documents", organization, scope -> query.then("order by declared_at desc, document_id desc")
                        .page(scope, limit, DocumentRows::document, PostgresDocuments::cursor));
    }

    private static String cursor(Document last) {
        UUID id = last.id().value();
        return Cursor.of(last.declaredAt(), id, id);
    }

    @Override
    public boolean settle(Document settled) {
        @Nullable Object[] state = DocumentRows.state(settled.state());
        return Changes.in(
                        database,
                        "settling a document",
                        connection -> Changes.run(
                                connection,
                                "update document set state = ?, awaited_until = ?, settled_at = ?, refused_because = ?"
                                        + " where organization = ? and document_id = ? and state = 'awaiting_upload'",
                                DocumentRows.written(State.of(settled)),
                                state[0],
                                state[1],
                                state[2],
                                settled.organization().value(),
                                settled.id().value()))
                > 0;
    }

    @Override
    public boolean remove(OrganizationId organization, DocumentId document) {
        return Changes.in(
                        database,
                        "removing a document",
                        connection -> Changes.run(
                                connection,
                                "delete from document where organization = ? and document_id = ?",
                                organization.value(),
                                document.value()))
                > 0;
    }

    /** Of all organizations: the job works for them all. */
    @Override
    public List<Document> overdue(Instant now, int limit) {
        Query.checked(limit, 1_000);
        return database.askAcross("looking for documents that never came", connection -> new Query(
                        SELECT + "state = 'awaiting_upload' and awaited_until < ?", Query.bound(now))
                .then("limit ?", limit)
                .list(connection, DocumentRows::document));
    }

    @Override
    public List<Document> covered(ErasureScope scope, int limit) {
        Query.checked(limit, 1_000);
        String organization = scope.key().organization().value();
        UUID vehicle = scope.key().vehicle().value();
        Query query = new Query(SELECT + "organization = ?", organization).and("vehicle_id = ?", vehicle);
        if (scope.from() != null && scope.until() != null) {
            query.and(
                    "(recorded_at >= ? and recorded_at < ? or " + OF_ERASED_TRIP + ")",
                    Query.bound(scope.from()),
                    Query.bound(scope.until()),
                    organization,
                    vehicle,
                    Query.bound(scope.until()),
                    Query.bound(scope.from()));
        }
        return database.ask(
                "looking for documents to erase", scope.key().organization(), asked -> query.then("limit ?", limit)
                        .list(asked, DocumentRows::document));
    }
}
