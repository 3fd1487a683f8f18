package io.fleetport.mqtt.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a station is asked to do. Members that are absent are empty texts.
 *
 * @param members those that are texts or numbers, as text
 */
record StationCommand(String id, String name, Instant expiresAt, Map<String, String> members) {

    private static final JsonFactory JSON = new JsonFactory();

    StationCommand {
        members = Map.copyOf(members);
    }

    String member(String named) {
        return members.getOrDefault(named, "");
    }

    /** Empty when it cannot be understood well enough to be answered. */
    static Optional<StationCommand> read(byte[] message) {
        Map<String, String> members = new HashMap<>();
        try (JsonParser json = JSON.createParser(message)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            for (JsonToken token = json.nextToken(); token == JsonToken.FIELD_NAME; token = json.nextToken()) {
                String name = json.currentName();
                if (json.nextToken().isScalarValue()) {
                    members.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
            String id = members.getOrDefault("command_id", "");
            return id.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new StationCommand(
                            id,
                            members.getOrDefault("command", ""),
                            OffsetDateTime.parse(members.getOrDefault("expires_at", ""))
                                    .toInstant(),
                            members));
        } catch (IOException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
