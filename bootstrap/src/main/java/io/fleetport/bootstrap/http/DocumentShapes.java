package io.fleetport.bootstrap.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fleetport.application.port.out.DocumentFiles.SignedUrl;
import io.fleetport.application.port.out.Documents;
import io.fleetport.domain.document.Document;
import io.fleetport.domain.document.Document.State;
import io.fleetport.domain.document.FileFacts;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is said about documents. */
final class DocumentShapes {

    private DocumentShapes() {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "DocumentDeclaration")
    record Declaration(
            @Schema(
                    type = "string",
                    allowableValues = {"dashcam_clip", "trip_document"})
            String kind,

            @Schema(description = "may be left out when trip_id says whose it is") @Nullable
            String vehicleId,

            @Schema(description = "needed for a trip_document") @Nullable
            String tripId,

            @Schema(description = "1 to 200 characters without / and \\", minLength = 1, maxLength = 200)
            String fileName,

            @Schema(description = "one of those allowed for the kind")
            String contentType,

            long sizeBytes,

            @Schema(description = "of the file, as sha256sum prints it")
            String sha256,

            @Schema(
                    type = "string",
                    format = "date-time",
                    description = "when what it shows began; by default the begin of the trip, or now")
            @Nullable
            String recordedAt) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(
            name = "SignedRequest",
            description =
                    "A request for the bytes of a document that works without a token until it expires; where to send them only"
                            + " when the document was just declared, or it was asked for.")
    record Signed(
            @Schema(
                    type = "string",
                    allowableValues = {"GET", "PUT"})
            String method,

            @Schema(description = "whoever has it may use it: keep it to yourself")
            String url,

            @Schema(description = "to be sent as they are") Map<String, String> headers,
            Instant expiresAt) {

        static Signed of(SignedUrl signed, UnaryOperator<URI> absolute) {
            return new Signed(
                    signed.method(),
                    absolute.apply(signed.url()).toString(),
                    new TreeMap<>(signed.headers()),
                    signed.expiresAt());
        }
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "Document")
    record Shape(
            String documentId,

            @Schema(
                    type = "string",
                    allowableValues = {"dashcam_clip", "trip_document"})
            String kind,

            String vehicleId,
            @Nullable String tripId,
            String fileName,
            String contentType,
            long sizeBytes,
            String sha256,
            Instant recordedAt,
            String declaredBy,
            Instant declaredAt,

            @Schema(
                    type = "string",
                    allowableValues = {"awaiting_upload", "available", "refused"})
            String state,

            @Schema(description = "when it goes unless it was confirmed") @Nullable
            Instant awaitedUntil,

            @Schema(description = "when it became available or was refused") @Nullable
            Instant settledAt,

            @Schema(
                    type = "string",
                    allowableValues = {"type_not_allowed", "other_size", "other_checksum", "other_content"},
                    description = "why it was refused")
            @Nullable
            String refusal,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Signed upload) {

        static Shape of(Document document) {
            return of(document, null);
        }

        static Shape of(Document document, @Nullable Signed upload) {
            FileFacts facts = document.facts();
            State state = document.state();
            return new Shape(
                    document.id().toString(),
                    written(document.kind()),
                    document.vehicle().toString(),
                    document.trip() == null ? null : document.trip().toString(),
                    document.name(),
                    facts.type().mediaType(),
                    facts.bytes(),
                    facts.checksum().hex(),
                    document.recordedAt(),
                    document.declaredBy(),
                    document.declaredAt(),
                    written(Documents.State.of(document)),
                    state instanceof State.AwaitingUpload awaiting ? awaiting.until() : null,
                    settledAt(state),
                    state instanceof State.Refused refused ? written(refused.why()) : null,
                    upload);
        }

        private static @Nullable Instant settledAt(State state) {
            return switch (state) {
                case State.AwaitingUpload awaiting -> null;
                case State.Available available -> available.since();
                case State.Refused refused -> refused.at();
            };
        }
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "DocumentDownload")
    record Download(String documentId, Signed download) {}

    @Serdeable
    @Schema(name = "DocumentList")
    record Page(int count, List<Shape> documents, @Nullable String next) {}

    private static String written(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
