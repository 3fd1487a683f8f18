package io.fleetport.application.contract;

import static io.fleetport.application.contract.Sample.NOW;

import io.fleetport.application.encoding.Sha256;
import io.fleetport.application.encoding.TimeOrderedId;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.document.Checksum;
import io.fleetport.domain.document.Document;
import io.fleetport.domain.document.DocumentId;
import io.fleetport.domain.document.DocumentKind;
import io.fleetport.domain.document.FileFacts;
import io.fleetport.domain.document.FileType;
import io.fleetport.domain.trip.TripId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Documents, each call something new. */
public final class DocumentSample {

    /** A small file that begins as a PDF does. */
    public static final byte[] PDF = "%PDF-1.7 a delivery note".getBytes(StandardCharsets.US_ASCII);

    private DocumentSample() {}

    public static Document aDocument(VehicleKey key) {
        return document(key, NOW);
    }

    public static Document document(VehicleKey key, Instant declaredAt) {
        return document(key, Sample.aTripId(), declaredAt, facts(PDF));
    }

    public static Document document(VehicleKey key, TripId trip, Instant declaredAt, FileFacts facts) {
        return made(key, DocumentKind.TRIP_DOCUMENT, trip, declaredAt, facts);
    }

    /** A clip of no trip. */
    public static Document aClip(VehicleKey key, Instant recordedAt) {
        return made(key, DocumentKind.DASHCAM_CLIP, null, recordedAt, facts(PDF));
    }

    public static FileFacts facts(byte[] content) {
        return new FileFacts(FileType.PDF, content.length, Checksum.of(Sha256.of(content)));
    }

    private static Document made(
            VehicleKey key, DocumentKind kind, @Nullable TripId trip, Instant at, FileFacts facts) {
        return new Document(
                new DocumentId(TimeOrderedId.next(at)),
                key.organization(),
                kind,
                key.vehicle(),
                trip,
                "Lieferschein 4711 – \"Süd\".pdf",
                facts,
                at,
                "ann",
                at,
                new Document.State.AwaitingUpload(at.plusSeconds(3_600)));
    }
}
