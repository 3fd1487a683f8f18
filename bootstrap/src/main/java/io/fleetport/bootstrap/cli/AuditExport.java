package io.fleetport.bootstrap.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.fleetport.application.audit.AuditVerification.Finding;
import io.fleetport.domain.audit.AuditEntry;
import io.fleetport.domain.audit.AuditEvent;
import io.fleetport.domain.audit.ChainHead;
import io.fleetport.domain.audit.ChainWalk;
import io.fleetport.domain.audit.ChainWalk.Break;
import io.fleetport.domain.audit.ChainWalk.Fault;
import io.fleetport.domain.audit.EntryHash;
import io.fleetport.domain.fleet.OrganizationId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An exported audit log: an entry a line, as {@code GET /api/v1/audit/export} tells them. */
final class AuditExport {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private AuditExport() {}

    /**
     * Walks along the lines. An export that begins in the middle vouches for itself from there on.
     *
     * @throws CommandFailure when there is nothing in it
     */
    static Finding verify(Path file, @Nullable OrganizationId wanted, @Nullable ChainHead anchor) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String line = lines.readLine();
            AuditEntry first = line == null ? null : entry(line);
            if (first == null) {
                throw new CommandFailure("there is no audit log in " + file);
            }
            OrganizationId organization = wanted == null ? first.event().organization() : wanted;
            ChainWalk walk = ChainWalk.from(first, anchor);
            for (; line != null; line = lines.readLine()) {
                AuditEntry entry = entry(line);
                Break broken = entry == null || !entry.event().organization().equals(organization)
                        ? new Break(walk.reached().number() + 1, Fault.CHANGED)
                        : walk.next(entry).orElse(null);
                if (broken != null) {
                    return new Finding(organization, walk.reached(), broken);
                }
            }
            return new Finding(
                    organization, walk.reached(), walk.end(walk.reached()).orElse(null));
        }
    }

    /** Null when the line is no entry: we never wrote it so. */
    private static @Nullable AuditEntry entry(String line) throws IOException {
        try (JsonParser json = JSON.createParser(line)) {
            Map<String, @Nullable String> texts = new HashMap<>();
            SortedMap<String, String> details = new TreeMap<>();
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.START_OBJECT && name.equals("details")) {
                    while (json.nextToken() == JsonToken.FIELD_NAME) {
                        String detail = json.currentName();
                        String value = json.nextTextValue();
                        if (value == null) {
                            return null;
                        }
                        details.put(detail, value);
                    }
                } else {
                    texts.put(name, json.getValueAsString());
                }
            }
            return entry(texts, details);
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            return null;
        }
    }

    private static AuditEntry entry(Map<String, @Nullable String> texts, SortedMap<String, String> details) {
        AuditEvent event = new AuditEvent(
                new OrganizationId(required(texts, "organization")),
                Instant.parse(required(texts, "at")),
                required(texts, "subject"),
                texts.get("impersonator"),
                required(texts, "address"),
                texts.get("request_id"),
                required(texts, "action"),
                required(texts, "kind"),
                required(texts, "id"),
                texts.get("reason"),
                details);
        return new AuditEntry(
                Long.parseLong(required(texts, "number")),
                event,
                new EntryHash(required(texts, "previous_hash")),
                new EntryHash(required(texts, "hash")));
    }

    private static String required(Map<String, @Nullable String> texts, String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new IllegalArgumentException(name + " must be there but is not");
        }
        return text;
    }
}
