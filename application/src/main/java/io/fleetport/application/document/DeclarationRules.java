package io.fleetport.application.document;

import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.ManageDocuments.Declaration;
import io.fleetport.domain.document.Document;
import io.fleetport.domain.document.DocumentKind;
import io.fleetport.domain.document.FileFacts;
import io.fleetport.domain.document.FileType;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a declaration must be like. */
final class DeclarationRules {

    /** What is known of a file that may come. */
    record Checked(String name, FileFacts facts) {}

    private DeclarationRules() {}

    /** @throws InvalidRequest that names the first member that cannot be */
    static Checked checked(Declaration declaration, DocumentSettings settings) {
        if (declaration.kind() == DocumentKind.TRIP_DOCUMENT && declaration.trip() == null) {
            throw new InvalidRequest("trip_id", "trip_id must be given for a trip_document");
        }
        if (declaration.vehicle() == null && declaration.trip() == null) {
            throw new InvalidRequest("vehicle_id", "vehicle_id or trip_id must be given for a dashcam_clip");
        }
        if (!Document.isName(declaration.name())) {
            throw new InvalidRequest(
                    "file_name",
                    "file_name must be 1 to " + Document.MOST_NAME
                            + " characters without /, \\ and control characters");
        }
        if (declaration.bytes() < 1 || declaration.bytes() > settings.mostBytes()) {
            throw new InvalidRequest("size_bytes", "size_bytes must be within 1.." + settings.mostBytes());
        }
        Set<FileType> allowed = settings.allowed(declaration.kind());
        FileType type = FileType.find(declaration.contentType())
                .filter(allowed::contains)
                .orElseThrow(() -> new InvalidRequest(
                        "content_type",
                        "content_type of a " + outwardName(declaration.kind()) + " must be one of "
                                + allowed.stream()
                                        .sorted()
                                        .map(FileType::mediaType)
                                        .collect(Collectors.joining(", "))));
        return new Checked(declaration.name(), new FileFacts(type, declaration.bytes(), declaration.checksum()));
    }

    static String outwardName(DocumentKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
