package io.fleetport.application.document;

import io.fleetport.application.port.out.DocumentFiles;
import io.fleetport.application.port.out.Documents;
import io.fleetport.application.port.out.Erasable;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.domain.document.Document;
import java.util.List;

/**
 * Takes the documents of an erased vehicle away, bytes first. Of an interval it needs its trips: it must come before they are
 * erased. Safe to use from many threads.
 */
public final class DocumentErasing implements Erasable {

    private static final int AT_ONCE = 100;

    private final Documents documents;
    private final DocumentFiles files;

    public DocumentErasing(Documents documents, DocumentFiles files) {
        this.documents = documents;
        this.files = files;
    }

    @Override
    public String place() {
        return "document";
    }

    @Override
    public long erase(ErasureScope.Messages messages) {
        long removed = 0;
        List<Document> some;
        do {
            some = documents.covered(messages.scope(), AT_ONCE);
            for (Document document : some) {
                files.remove(document.organization(), document.id());
                removed += documents.remove(document.organization(), document.id()) ? 1 : 0;
            }
        } while (some.size() == AT_ONCE);
        return removed;
    }
}
