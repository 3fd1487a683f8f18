package io.fleetport.application.port.out;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened, as software elsewhere is told of it.
 *
 * @param id the same whenever the same is told, also when its batch is committed again
 * @param subject whose events stay in the order committed
 * @param occurredAt by the clock of whom it happened to
 * @param recordedAt by our clock
 * @param body what is sent, byte for byte the same at every attempt; not copied, must not change
 */
public record Event(UUID id, EventType type, Subject subject, Instant occurredAt, Instant recordedAt, byte[] body) {}
