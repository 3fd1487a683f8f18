package io.fleetport.aws.eventbridge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/**
 * An event in the form of the bus: {@code Source} says who, {@code DetailType} what in which version, {@code Detail} is the
 * body that webhooks get with the organization in front. No resources are named: an ARN of ours would not be one of AWS.
 *
 * @param index of the event in what is published
 * @param bytes as EventBridge counts them ("Calculating PutEvents event entry size")
 */
record BusEntry(int index, Subject subject, PutEventsRequestEntry entry, int bytes) {

    static final String SOURCE = "fleetport";

    /** What a time counts, however it is written. */
    private static final int TIME_BYTES = 14;

    private static final JsonFactory JSON = new JsonFactory();

    /** Empty when the body is no JSON object with a {@code schema_version}. */
    static Optional<BusEntry> of(int index, Event event, String bus) {
        Optional<Integer> version = schemaVersion(event.body());
        if (version.isEmpty()) {
            return Optional.empty();
        }
        String type = event.type().outwardName() + ".v" + version.get();
        String detail = detail(event);
        int bytes = SOURCE.length() + utf8(type) + utf8(detail) + TIME_BYTES;
        PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(SOURCE)
                .detailType(type)
                .detail(detail)
                .time(event.occurredAt())
                .build();
        return Optional.of(new BusEntry(index, event.subject(), entry, bytes));
    }

    /** The body as it is stored, so that what is sent again is the same; an organization's name needs no escapes. */
    private static String detail(Event event) {
        String body = new String(event.body(), StandardCharsets.UTF_8);
        return "{\"organization\":\"" + event.subject().organization() + "\"," + body.substring(body.indexOf('{') + 1);
    }

    private static Optional<Integer> schemaVersion(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Optional<Integer> version = Optional.empty();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals("schema_version");
                if (parser.nextToken() == JsonToken.VALUE_NUMBER_INT && wanted) {
                    version = Optional.of(parser.getIntValue());
                }
                parser.skipChildren();
            }
            return version;
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
