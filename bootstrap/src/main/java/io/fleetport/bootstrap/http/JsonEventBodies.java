package io.fleetport.bootstrap.http;

import io.fleetport.application.port.out.EventBodies;
import io.fleetport.application.port.out.Happening;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;

/** Events in the words of the API, so that a receiver needs to learn one language only. */
@Singleton
final class JsonEventBodies implements EventBodies {

    private final JsonMapper json;

    JsonEventBodies(JsonMapper json) {
        this.json = json;
    }

    @Override
    public byte[] of(UUID event, Happening happening) {
        return written(EventShape.of(event, happening));
    }

    @Override
    public byte[] ofTest(UUID event, UUID webhook, Instant at) {
        return written(EventShape.test(event, webhook, at));
    }

    private byte[] written(EventShape shape) {
        try {
            return json.writeValueAsBytes(Argument.of(EventShape.class), shape);
        } catch (IOException e) {
            throw new UncheckedIOException("an event could not be written", e);
        }
    }
}
