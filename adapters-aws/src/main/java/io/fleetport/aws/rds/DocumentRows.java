package io.fleetport.aws.rds;

import io.fleetport.application.port.out.Documents;
import io.fleetport.domain.document.Checksum;
import io.fleetport.domain.document.Document;
import io.fleetport.domain.document.Document.Refusal;
import io.fleetport.domain.document.Document.State;
import io.fleetport.domain.document.DocumentId;
import io.fleetport.domain.document.DocumentKind;
import io.fleetport.domain.document.FileFacts;
import io.fleetport.domain.document.FileType;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.vehicle.VehicleId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Documents as rows and back. */
final class DocumentRows {

    static final String COLUMNS = "document_id, organization, kind, vehicle_id, trip_id, name, type, bytes, sha256,"
            + " recorded_at, declared_by, declared_at, state, awaited_until, settled_at, refused_because";

    private DocumentRows() {}

    /** The values of all columns, in their order. */
    static @Nullable Object[] values(Document document) {
        @Nullable Object[] state = state(document.state());
        return new @Nullable Object[] {
            document.id().value(),
            document.organization().value(),
            written(document.kind()),
            document.vehicle().value(),
            document.trip() == null ? null : document.trip().value(),
            Columns.storable(document.name()),
            document.facts().type().mediaType(),
            document.facts().bytes(),
            document.facts().checksum().bytes(),
            Query.floor(document.recordedAt()),
            Columns.storable(document.declaredBy()),
            Query.floor(document.declaredAt()),
            written(Documents.State.of(document)),
            state[0],
            state[1],
            state[2]
        };
    }

    /** What the state's own three columns hold. */
    static @Nullable Object[] state(State state) {
        return switch (state) {
            case State.AwaitingUpload awaiting -> new @Nullable Object[] {Query.floor(awaiting.until()), null, null};
            case State.Available available -> new @Nullable Object[] {null, Query.floor(available.since()), null};
            case State.Refused refused ->
                new @Nullable Object[] {null, Query.floor(refused.at()), written(refused.why())};
        };
    }

    static Document document(ResultSet row) throws SQLException {
        @Nullable UUID trip = row.getObject("trip_id", UUID.class);
        String type = row.getString("type");
        return new Document(
                new DocumentId(row.getObject("document_id", UUID.class)),
                new OrganizationId(row.getString("organization")),
                DocumentKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                new VehicleId(row.getObject("vehicle_id", UUID.class)),
                trip == null ? null : new TripId(trip),
                row.getString("name"),
                new FileFacts(
                        FileType.find(type)
                                .orElseThrow(() ->
                                        new IllegalArgumentException("type " + type + " is not known to this version")),
                        row.getLong("bytes"),
                        Checksum.of(row.getBytes("sha256"))),
                Query.instant(row, "recorded_at"),
                row.getString("declared_by"),
                Query.instant(row, "declared_at"),
                stateOf(row));
    }

    private static State stateOf(ResultSet row) throws SQLException {
        return switch (Documents.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT))) {
            case AWAITING_UPLOAD -> new State.AwaitingUpload(Query.instant(row, "awaited_until"));
            case AVAILABLE -> new State.Available(Query.instant(row, "settled_at"));
            case REFUSED ->
                new State.Refused(
                        Query.instant(row, "settled_at"),
                        Refusal.valueOf(row.getString("refused_because").toUpperCase(Locale.ROOT)));
        };
    }

    static String written(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
