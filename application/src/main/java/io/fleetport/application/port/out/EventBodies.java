package io.fleetport.application.port.out;

import java.time.Instant;
import java.util.UUID;

/** Writes down what happened in the form that receivers are promised. Safe to call from many threads, and fast: it runs before a commit. */
public interface EventBodies {

    /** The whole body of the event with that id. The same happening gives the same bytes. */
    byte[] of(UUID event, Happening happening);

    /** The body of an {@link EventType#WEBHOOK_TEST}. */
    byte[] ofTest(UUID event, UUID webhook, Instant at);
}
