package io.fleetport.aws.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fleetport.application.encoding.Micros;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.Throttle;
import io.fleetport.domain.fleet.OrganizationId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPInputStream;

/**
 * A gzip file of JSON lines for each batch. A line has {@code subject_kind}, {@code subject_id}, {@code source}, {@code
 * received_at} and {@code raw} (base64).
 */
final class JsonLinesForm implements ArchiveForm {

    static final String SUFFIX = ".jsonl.gz";

    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public List<ArchiveFile> files(UUID batch, List<ArchivedMessage> messages, Throttle throttle) {
        return List.of(new ArchiveFile(batch + SUFFIX, out -> write(messages, out, throttle)));
    }

    private static void write(List<ArchivedMessage> messages, OutputStream out, Throttle throttle) throws IOException {
        Pieces pieces = new Pieces(throttle);
        FastGzip gzip = new FastGzip(out);
        try (JsonGenerator json = JSON.createGenerator(gzip)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setRootValueSeparator(null);
            for (ArchivedMessage message : messages) {
                write(message, json);
                pieces.written(message);
            }
        }
        gzip.finish();
    }

    /** What {@link #files} wrote, and nothing else. */
    static List<ArchivedMessage> read(byte[] file, OrganizationId organization) throws IOException {
        List<ArchivedMessage> messages = new ArrayList<>();
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(file));
                JsonParser json = JSON.createParser(in)) {
            while (json.nextToken() != null) {
                Map<String, String> texts = new HashMap<>();
                byte[] raw = {};
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    JsonToken value = json.nextToken();
                    if (value == JsonToken.VALUE_STRING && name.equals("raw")) {
                        raw = json.getBinaryValue();
                    } else {
                        texts.put(name, String.valueOf(json.getText()));
                    }
                }
                messages.add(message(texts, organization, raw));
            }
        }
        return messages;
    }

    private static ArchivedMessage message(Map<String, String> texts, OrganizationId organization, byte[] raw)
            throws IOException {
        return ParquetReading.message(
                organization,
                texts.getOrDefault("subject_kind", ""),
                texts.getOrDefault("subject_id", ""),
                texts.getOrDefault("source", ""),
                Micros.floorOf(Instant.parse(texts.getOrDefault("received_at", ""))),
                raw);
    }

    private static void write(ArchivedMessage message, JsonGenerator json) throws IOException {
        Subject subject = Subject.of(message);
        json.writeStartObject();
        json.writeStringField("subject_kind", subject.kind());
        json.writeStringField("subject_id", subject.id());
        json.writeStringField("source", message.source());
        json.writeStringField("received_at", message.receivedAt().toString());
        json.writeBinaryField("raw", message.raw());
        json.writeEndObject();
        json.writeRaw('\n');
    }
}
