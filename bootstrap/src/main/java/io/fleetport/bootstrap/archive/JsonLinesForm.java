package io.fleetport.bootstrap.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fleetport.application.port.out.ArchivedMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;

/**
 * A gzip file of JSON lines for each batch. A line has {@code subject_kind}, {@code subject_id}, {@code source}, {@code
 * received_at} and {@code raw} (base64).
 */
final class JsonLinesForm implements ArchiveForm {

    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public List<ArchiveFile> files(UUID batch, List<ArchivedMessage> messages) {
        return List.of(new ArchiveFile(batch + ".jsonl.gz", out -> write(messages, out)));
    }

    private static void write(List<ArchivedMessage> messages, OutputStream out) throws IOException {
        FastGzip gzip = new FastGzip(out);
        try (JsonGenerator json = JSON.createGenerator(gzip)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setRootValueSeparator(null);
            for (ArchivedMessage message : messages) {
                write(message, json);
            }
        }
        gzip.finish();
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
