package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.Documents;
import io.fleetport.application.port.out.VehicleKey;
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
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Documents as items and back. */
final class DocumentItems {

    /** What awaits its upload, of all organizations, is written to as many partitions of an index. */
    private static final int SHARDS = 4;

    private static final String PART = "document";
    private static final String STATE = "state";

    private DocumentItems() {}

    static Key key(OrganizationId organization, DocumentId document) {
        return Key.of(Table.TENANTS, organization, PART, document.value().toString());
    }

    static String ofOrganization(OrganizationId organization) {
        return Key.join(organization.value(), "documents");
    }

    static Query ofVehicle(VehicleKey key) {
        return Query.of(Table.TENANTS, key.organization(), PART)
                .where(Expression.of("{vehicle} = ?", key.vehicle().value()));
    }

    static List<String> awaited() {
        return IntStream.range(0, SHARDS).mapToObj(DocumentItems::awaited).toList();
    }

    private static String awaited(int shard) {
        return Key.join(Key.SERVICE, "documents_awaited", Integer.toString(shard));
    }

    /** Moves the count of an organization's documents and of their bytes by so many times this one. */
    static Write counted(Document document, int documents, int bytes) {
        return Write.update(
                Key.of(Table.TENANTS, document.organization(), "document_count", "all"),
                Expression.of(
                        "add {documents} ?, {bytes} ?",
                        documents,
                        bytes * document.facts().bytes()));
    }

    static Expression room(Document document, int mostDocuments, long mostBytes) {
        long rest = mostBytes - document.facts().bytes();
        String counted = "{documents} < ? and {bytes} <= ?";
        return Expression.of(
                mostDocuments > 0 && rest >= 0 ? "attribute_not_exists({pk}) or " + counted : counted,
                mostDocuments,
                rest);
    }

    static Item of(Document document) {
        String id = document.id().value().toString();
        Item item = Item.at(key(document.organization(), document.id()))
                .index(
                        Index.GSI1,
                        ofOrganization(document.organization()),
                        Key.join(Key.time(document.declaredAt()), id))
                .uuid("id", document.id().value())
                .text("organization", document.organization().value())
                .text("kind", TenantAttributes.written(document.kind()))
                .uuid("vehicle", document.vehicle().value())
                .uuid("trip", document.trip() == null ? null : document.trip().value())
                .text("name", TenantAttributes.storable(document.name()))
                .text("type", document.facts().type().mediaType())
                .number("bytes", document.facts().bytes())
                .bytes("sha256", document.facts().checksum().bytes())
                .instant("recorded_at", document.recordedAt())
                .text("declared_by", TenantAttributes.storable(document.declaredBy()))
                .instant("declared_at", document.declaredAt())
                .text(STATE, TenantAttributes.written(Documents.State.of(document)));
        return switch (document.state()) {
            case State.AwaitingUpload awaiting ->
                item.instant("awaited_until", awaiting.until())
                        .index(
                                Index.GSI2,
                                awaited(Math.floorMod(document.id().hashCode(), SHARDS)),
                                Key.join(Key.time(awaiting.until()), id));
            case State.Available available -> item.instant("settled_at", available.since());
            case State.Refused refused ->
                item.instant("settled_at", refused.at())
                        .text("refused_because", TenantAttributes.written(refused.why()));
        };
    }

    /** Brings a document that awaits its upload where the given one is. */
    static Write settled(Document document) {
        Item item = of(document);
        List<String> names =
                List.of("awaited_until", "settled_at", "refused_because", Index.GSI2.pk(), Index.GSI2.sk());
        StringBuilder change = new StringBuilder("set {" + STATE + "} = ?");
        names.stream()
                .filter(item::has)
                .forEach(name -> change.append(", {").append(name).append("} = ?"));
        String gone = names.stream()
                .filter(name -> !item.has(name))
                .map(name -> "{" + name + "}")
                .collect(Collectors.joining(", "));
        Object[] values = Stream.concat(Stream.of(STATE), names.stream().filter(item::has))
                .map(name -> item.attributes().get(name))
                .toArray();
        return Write.update(item.key(), Expression.of(change + " remove " + gone, values))
                .when(Expression.of("{" + STATE + "} = ?", TenantAttributes.written(Documents.State.AWAITING_UPLOAD)));
    }

    /** Unless it has come further meanwhile. */
    static Write removed(Document document) {
        return Write.delete(key(document.organization(), document.id()))
                .when(Expression.of("{" + STATE + "} = ?", TenantAttributes.written(Documents.State.of(document))));
    }

    static Document document(Item item) {
        @Nullable UUID trip = item.uuidOrNull("trip");
        String type = item.text("type");
        return new Document(
                new DocumentId(item.uuid("id")),
                new OrganizationId(item.text("organization")),
                TenantAttributes.read(DocumentKind.class, item.text("kind")),
                new VehicleId(item.uuid("vehicle")),
                trip == null ? null : new TripId(trip),
                item.text("name"),
                new FileFacts(
                        FileType.find(type)
                                .orElseThrow(() ->
                                        new IllegalArgumentException("type " + type + " is not known to this version")),
                        item.number("bytes"),
                        Checksum.of(item.bytes("sha256"))),
                item.instant("recorded_at"),
                item.text("declared_by"),
                item.instant("declared_at"),
                state(item));
    }

    private static State state(Item item) {
        return switch (TenantAttributes.read(Documents.State.class, item.text(STATE))) {
            case AWAITING_UPLOAD -> new State.AwaitingUpload(item.instant("awaited_until"));
            case AVAILABLE -> new State.Available(item.instant("settled_at"));
            case REFUSED ->
                new State.Refused(
                        item.instant("settled_at"), TenantAttributes.read(Refusal.class, item.text("refused_because")));
        };
    }
}
