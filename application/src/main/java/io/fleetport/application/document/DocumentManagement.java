package io.fleetport.application.document;

import io.fleetport.application.encoding.TimeOrderedId;
import io.fleetport.application.fleet.Cursors;
import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.ManageDocuments;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.AuditTrail;
import io.fleetport.application.port.out.DocumentFiles;
import io.fleetport.application.port.out.DocumentFiles.SignedUrl;
import io.fleetport.application.port.out.Documents;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.document.Document;
import io.fleetport.domain.document.Document.State;
import io.fleetport.domain.document.DocumentId;
import io.fleetport.domain.document.DocumentKind;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Declares documents, judges what came, and shows them. Safe to call from many threads. */
public final class DocumentManagement implements ManageDocuments {

    private final Documents documents;
    private final DocumentFiles files;
    private final DocumentOwners owners;
    private final DocumentSettings settings;
    private final AuditTrail audit;
    private final Clock clock;

    public DocumentManagement(
            Documents documents,
            DocumentFiles files,
            DocumentOwners owners,
            DocumentSettings settings,
            AuditTrail audit,
            Clock clock) {
        this.documents = documents;
        this.files = files;
        this.owners = owners;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Optional<Awaiting> declare(Caller caller, Declaration declaration) {
        caller.require(Permission.MANAGE_DOCUMENTS);
        Instant now = now();
        DeclarationRules.Checked checked = DeclarationRules.checked(declaration, settings);
        DocumentOwners.@Nullable Owner owner =
                owners.of(caller.organization(), declaration, now).orElse(null);
        if (owner == null) {
            return Optional.empty();
        }
        Document document = new Document(
                new DocumentId(TimeOrderedId.next(now)),
                caller.organization(),
                declaration.kind(),
                owner.vehicle(),
                declaration.trip(),
                checked.name(),
                checked.facts(),
                owner.recordedAt(),
                caller.subject(),
                now,
                new State.AwaitingUpload(now.plus(settings.keptUnconfirmed())));
        record(caller, "document.declare", document);
        if (!documents.add(document, settings.mostDocuments(), settings.mostBytesInAll())) {
            throw new NoRoom(settings.mostDocuments(), settings.mostBytesInAll());
        }
        return Optional.of(new Awaiting(document, files.upload(document, settings.urlLifetime())));
    }

    @Override
    public Optional<Awaiting> renewUpload(Caller caller, DocumentId id) {
        caller.require(Permission.MANAGE_DOCUMENTS);
        Optional<Document> found = documents.find(caller.organization(), id);
        if (found.isPresent() && !(found.get().state() instanceof State.AwaitingUpload)) {
            throw new WrongState("the document awaits no upload any more");
        }
        return found.filter(this::isInTime)
                .map(document -> new Awaiting(document, files.upload(document, settings.urlLifetime())));
    }

    @Override
    public Optional<Document> confirm(Caller caller, DocumentId id) {
        caller.require(Permission.MANAGE_DOCUMENTS);
        Optional<Document> found = documents.find(caller.organization(), id).filter(this::isInTime);
        if (found.isEmpty() || !(found.get().state() instanceof State.AwaitingUpload)) {
            return found;
        }
        Document document = found.get();
        DocumentFiles.Uploaded uploaded =
                files.uploaded(document.organization(), id).orElseThrow(NothingUploaded::new);
        Document.@Nullable Refusal refusal = UploadRules.refusal(document, uploaded, settings);
        return refusal == null ? accept(caller, document) : refuse(caller, document, refusal);
    }

    /** The bytes first: killed in between, confirming again finds them promoted. */
    private Optional<Document> accept(Caller caller, Document document) {
        record(caller, "document.confirm", document);
        if (!files.promote(document.organization(), document.id())) {
            throw new NothingUploaded();
        }
        Document available = document.in(new State.Available(now()));
        return documents.settle(available) ? Optional.of(available) : overtaken(document);
    }

    /** The state first: what is left of the bytes by a kill lies in quarantine, and goes as what is left over. */
    private Optional<Document> refuse(Caller caller, Document document, Document.Refusal why) {
        record(caller, "document.refuse", document);
        Document refused = document.in(new State.Refused(now(), why));
        if (!documents.settle(refused)) {
            return overtaken(document);
        }
        files.remove(document.organization(), document.id());
        return Optional.of(refused);
    }

    /** Somebody else settled it meanwhile, or removed it, and then with what was just promoted. */
    private Optional<Document> overtaken(Document document) {
        Optional<Document> now = documents.find(document.organization(), document.id());
        if (now.isEmpty()) {
            files.remove(document.organization(), document.id());
        }
        return now;
    }

    @Override
    public Page<Document> list(Caller caller, Query query, @Nullable String cursor, int limit) {
        caller.require(Permission.VIEW_DOCUMENTS);
        if (query.kind() == DocumentKind.DASHCAM_CLIP) {
            caller.require(Permission.VIEW_DASHCAM);
        }
        Documents.Filter filter =
                new Documents.Filter(kinds(caller, query.kind()), query.vehicle(), query.trip(), query.state());
        return Cursors.reading(cursor, () -> documents.list(caller.organization(), filter, cursor, limit));
    }

    private static Set<DocumentKind> kinds(Caller caller, @Nullable DocumentKind asked) {
        if (asked != null) {
            return EnumSet.of(asked);
        }
        return caller.permissions().contains(Permission.VIEW_DASHCAM)
                ? EnumSet.allOf(DocumentKind.class)
                : EnumSet.complementOf(EnumSet.of(DocumentKind.DASHCAM_CLIP));
    }

    @Override
    public Optional<Document> find(Caller caller, DocumentId id) {
        caller.require(Permission.VIEW_DOCUMENTS);
        Optional<Document> found = documents.find(caller.organization(), id);
        if (found.isPresent() && found.get().kind() == DocumentKind.DASHCAM_CLIP) {
            caller.require(Permission.VIEW_DASHCAM);
        }
        return found;
    }

    @Override
    public Optional<SignedUrl> download(Caller caller, DocumentId id) {
        Optional<Document> found = find(caller, id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Document document = found.get();
        if (!(document.state() instanceof State.Available)) {
            throw new WrongState("the document is not available");
        }
        record(caller, "document.download", document);
        return Optional.of(files.download(document, settings.urlLifetime()));
    }

    /** The bytes first: killed in between, the document is still there to be removed. */
    @Override
    public boolean remove(Caller caller, DocumentId id) {
        caller.require(Permission.MANAGE_DOCUMENTS);
        Optional<Document> found = documents.find(caller.organization(), id);
        if (found.isEmpty()) {
            return false;
        }
        record(caller, "document.remove", found.get());
        files.remove(caller.organization(), id);
        return documents.remove(caller.organization(), id);
    }

    /** One that waited too long is as good as gone, even if it was not cleared away yet. */
    private boolean isInTime(Document document) {
        return !(document.state() instanceof State.AwaitingUpload awaiting
                && awaiting.until().isBefore(now()));
    }

    private void record(Caller caller, String action, Document document) {
        audit.record(
                caller,
                action,
                "document",
                document.id().toString(),
                null,
                Map.of(
                        "kind",
                        DeclarationRules.outwardName(document.kind()),
                        "vehicle_id",
                        document.vehicle().toString(),
                        "sha256",
                        document.facts().checksum().hex()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
