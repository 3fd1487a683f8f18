package io.fleetport.application.scope;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.ManageDocuments;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.DocumentFiles.SignedUrl;
import io.fleetport.application.port.out.Documents;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Trips;
import io.fleetport.domain.document.Document;
import io.fleetport.domain.document.DocumentId;
import io.fleetport.domain.trip.Trip;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Documents of vehicles of the caller's fleets. Safe to call from many threads. */
public final class ConfinedDocuments implements ManageDocuments {

    private final ManageDocuments all;
    private final Documents documents;
    private final Trips trips;
    private final Scopes scopes;

    public ConfinedDocuments(ManageDocuments all, Documents documents, Trips trips, Scopes scopes) {
        this.all = all;
        this.documents = documents;
        this.trips = trips;
        this.scopes = scopes;
    }

    @Override
    public Optional<Awaiting> declare(Caller caller, Declaration declaration) {
        if (sees(caller, declaration)) {
            return all.declare(caller, declaration);
        }
        caller.require(Permission.MANAGE_DOCUMENTS);
        return Optional.empty();
    }

    private boolean sees(Caller caller, Declaration declaration) {
        Scope scope = scopes.of(caller);
        if (scope.isWhole()) {
            return true;
        }
        boolean vehicle = declaration.vehicle() == null || scope.sees(declaration.vehicle());
        boolean trip = declaration.trip() == null
                || trips.find(caller.organization(), declaration.trip())
                        .map(Trip::vehicle)
                        .filter(scope::sees)
                        .isPresent();
        return vehicle && trip;
    }

    @Override
    public Optional<Awaiting> renewUpload(Caller caller, DocumentId document) {
        return ifSeen(
                caller,
                document,
                Permission.MANAGE_DOCUMENTS,
                () -> all.renewUpload(caller, document),
                Optional.empty());
    }

    @Override
    public Optional<Document> confirm(Caller caller, DocumentId document) {
        return ifSeen(
                caller, document, Permission.MANAGE_DOCUMENTS, () -> all.confirm(caller, document), Optional.empty());
    }

    @Override
    public Page<Document> list(Caller caller, Query query, @Nullable String cursor, int limit) {
        Scope scope = scopes.of(caller);
        if (query.vehicle() != null && !scope.sees(query.vehicle())) {
            caller.require(Permission.VIEW_DOCUMENTS);
            return Scope.nothing();
        }
        return scope.page(
                cursor,
                limit,
                (at, missing) -> all.list(caller, query, at, missing),
                document -> scope.sees(document.vehicle()));
    }

    @Override
    public Optional<Document> find(Caller caller, DocumentId document) {
        return ifSeen(caller, document, Permission.VIEW_DOCUMENTS, () -> all.find(caller, document), Optional.empty());
    }

    @Override
    public Optional<SignedUrl> download(Caller caller, DocumentId document) {
        return ifSeen(
                caller, document, Permission.VIEW_DOCUMENTS, () -> all.download(caller, document), Optional.empty());
    }

    @Override
    public boolean remove(Caller caller, DocumentId document) {
        return ifSeen(caller, document, Permission.MANAGE_DOCUMENTS, () -> all.remove(caller, document), false);
    }

    /** A document out of sight is answered as one that is not there, to whoever may ask at all. */
    private <T> T ifSeen(Caller caller, DocumentId document, Permission needed, Supplier<T> answer, T none) {
        if (isSeen(caller, document)) {
            return answer.get();
        }
        caller.require(needed);
        return none;
    }

    /** Of one that is not there the use case itself says so. */
    private boolean isSeen(Caller caller, DocumentId document) {
        Scope scope = scopes.of(caller);
        return scope.isWhole()
                || documents
                        .find(caller.organization(), document)
                        .map(Document::vehicle)
                        .filter(scope::sees)
                        .isPresent();
    }
}
