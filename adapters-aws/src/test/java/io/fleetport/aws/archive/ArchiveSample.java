package io.fleetport.aws.archive;

import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Messages to archive, and files read without the code that wrote them. */
public final class ArchiveSample {

    public static final VehicleId VEHICLE = VehicleId.parse("00000000-0000-8000-8000-000000000001");

    private ArchiveSample() {}

    public static ArchivedMessage message(String organization, String receivedAt, String raw) {
        return new ArchivedMessage(
                new VehicleKey(new OrganizationId(organization), VEHICLE),
                "tesla",
                Instant.parse(receivedAt),
                raw.getBytes(StandardCharsets.UTF_8));
    }

    public static String subjectKind(ArchivedMessage message) {
        return Subject.of(message).kind();
    }

    public static String subjectId(ArchivedMessage message) {
        return Subject.of(message).id();
    }

    /** A byte a character. */
    public static String text(ArchiveFile file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.content().writeTo(out);
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    public static List<String> lines(byte[] jsonLines) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(jsonLines))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    public static List<String> raws(byte[] jsonLines) throws IOException {
        return lines(jsonLines).stream()
                .map(line -> line.replaceAll(".*\"raw\":\"([^\"]*)\".*", "$1"))
                .map(raw -> new String(Base64.getDecoder().decode(raw), StandardCharsets.UTF_8))
                .toList();
    }
}
