package io.fleetport.bootstrap.http;

import io.fleetport.application.document.DocumentSettings;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.ManageDocuments.Declaration;
import io.fleetport.domain.document.Checksum;
import io.fleetport.domain.document.DocumentKind;
import io.fleetport.domain.trip.TripId;
import io.micronaut.json.JsonMapper;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what requests about documents carry. */
final class DocumentRequests {

    private static final Set<String> MEMBERS =
            Set.of("kind", "vehicle_id", "trip_id", "file_name", "content_type", "size_bytes", "sha256", "recorded_at");

    private DocumentRequests() {}

    static Declaration declaration(JsonMapper json, byte[] body) {
        JsonMembers members = JsonMembers.read(json, body, MEMBERS);
        return new Declaration(
                given("kind", RequestValues.option("kind", members.requiredText("kind"), DocumentKind.class)),
                RequestValues.optionalVehicle("vehicle_id", members.text("vehicle_id")),
                RequestValues.read("trip_id", members.text("trip_id"), TripId::parse, "a UUID of 36 characters"),
                members.requiredText("file_name"),
                members.requiredText("content_type"),
                size(members),
                given(
                        "sha256",
                        RequestValues.read(
                                "sha256",
                                members.requiredText("sha256"),
                                Checksum::new,
                                "64 hexadecimal digits in small letters")),
                RequestValues.instant("recorded_at", members.text("recorded_at")));
    }

    private static long size(JsonMembers members) {
        @Nullable Double size = members.number("size_bytes", 1, DocumentSettings.MOST_BYTES);
        double bytes = given("size_bytes", size);
        if (bytes != Math.rint(bytes)) {
            throw new InvalidRequest("size_bytes", "size_bytes must be a whole number");
        }
        return (long) bytes;
    }

    private static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidRequest(field, field + " must not be empty");
        }
        return value;
    }
}
