package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Events and how far they have come on their way to webhooks, to be copied to other stores without being sent anew. Lists are
 * cut into pages: hand in the last one got to read on, null to begin; {@code limit} is 1 to 10,000. What is added must not be
 * there yet, or be the very same. Safe to call from many threads. Any method may throw {@link PortUnavailable}.
 */
public interface DeliveryRecords {

    /**
     * An event with what became of it here.
     *
     * @param spread whether it was brought to the webhooks that wanted it
     */
    record Recorded(Event event, boolean spread) {}

    /**
     * A recorded event at its place.
     *
     * @param before how many events of the organization that were recorded in the same microsecond come before it
     */
    record Placed(Recorded recorded, int before) {}

    /** An event that waits in a lane of a webhook. */
    record Waiting(UUID webhook, String lane, UUID event, Instant recordedAt) {}

    /**
     * How the first event of a lane fares. Who has it claimed is left out: whoever copies has stopped them.
     *
     * @param attempts that have failed so far
     * @param failedFirstAt null when none has
     */
    record Lane(
            UUID webhook,
            String name,
            Instant due,
            int attempts,
            @Nullable Instant failedFirstAt) {}

    /** By when they were recorded, those of one time in the order committed. */
    List<Recorded> events(OrganizationId organization, @Nullable Recorded after, int limit);

    /** What buses refused, by event and bus. */
    List<RefusedEvent> refused(OrganizationId organization, @Nullable RefusedEvent after, int limit);

    /** By lane, in it in the order of delivery. */
    List<Waiting> waiting(OrganizationId organization, UUID webhook, @Nullable Waiting after, int limit);

    /** By name. */
    List<Lane> lanes(OrganizationId organization, UUID webhook, @Nullable Lane after, int limit);

    /** In the order of {@link #events}, behind all that were added before. No bus is told of them. */
    void addEvents(List<Placed> events);

    /** Of events that are there. */
    void addRefused(List<RefusedEvent> refused);

    /** Of events and webhooks that are there. */
    void addWaiting(OrganizationId organization, List<Waiting> waiting);

    /** Of webhooks that are there. */
    void addLanes(OrganizationId organization, List<Lane> lanes);
}
