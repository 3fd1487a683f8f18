package io.fleetport.application.document;

import io.fleetport.application.encoding.Sha256;
import io.fleetport.application.port.out.DocumentFiles;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.domain.document.Checksum;
import io.fleetport.domain.document.Document;
import io.fleetport.domain.document.DocumentId;
import io.fleetport.domain.fleet.OrganizationId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Bytes in memory, put by the test itself. Can be away. */
final class HeldFiles implements DocumentFiles {

    final Map<DocumentId, byte[]> quarantine = new HashMap<>();
    final Map<DocumentId, byte[]> kept = new HashMap<>();
    boolean away;
    Instant lastSwept = Instant.MIN;

    @Override
    public SignedUrl upload(Document document, Duration lifetime) {
        return new SignedUrl(
                "PUT",
                URI.create("/" + document.id()),
                Map.of(),
                document.declaredAt().plus(lifetime));
    }

    @Override
    public SignedUrl download(Document document, Duration lifetime) {
        return new SignedUrl(
                "GET",
                URI.create("/" + document.id()),
                Map.of(),
                document.declaredAt().plus(lifetime));
    }

    @Override
    public Optional<Uploaded> uploaded(OrganizationId organization, DocumentId document) {
        beThere();
        return Optional.ofNullable(kept.getOrDefault(document, quarantine.get(document)))
                .map(bytes -> new Uploaded(bytes.length, Checksum.of(Sha256.of(bytes)), bytes));
    }

    @Override
    public boolean promote(OrganizationId organization, DocumentId document) {
        beThere();
        byte[] bytes = quarantine.remove(document);
        if (bytes != null) {
            kept.put(document, bytes);
        }
        return kept.containsKey(document);
    }

    @Override
    public void remove(OrganizationId organization, DocumentId document) {
        beThere();
        quarantine.remove(document);
        kept.remove(document);
    }

    @Override
    public int removeLeftOver(Instant before) {
        beThere();
        lastSwept = before;
        return 0;
    }

    private void beThere() {
        if (away) {
            throw new PortUnavailable("the files are away", new IllegalStateException("by the test"));
        }
    }
}
