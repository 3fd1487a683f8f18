package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.UUID;

/**
 * An event that a bus refused for good. Its body is still in the {@link EventLog}.
 *
 * @param code the bus's own name for why
 */
public record RefusedEvent(
        UUID event, String bus, OrganizationId organization, EventType type, Instant refusedAt, String code) {}
