package io.fleetport.application.port.out;

import io.fleetport.application.port.out.Webhook.PauseReason;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every webhook. Safe to call from many threads. Any method may throw {@link PortUnavailable}. */
public interface Webhooks {

    /**
     * Adds it with version 1. One that is there already is left as it is.
     *
     * @param most how many the organization may have
     * @return false, and nothing is added, when it has as many
     */
    boolean add(Webhook webhook, int most);

    /** Empty also when it is another organization's. */
    Optional<Webhook> find(OrganizationId organization, UUID webhook);

    /**
     * Newest first, ties by id descending.
     *
     * @param cursor from an earlier page, null for the first
     * @param limit 1 to 1000
     */
    Page<Webhook> list(OrganizationId organization, @Nullable String cursor, int limit);

    /**
     * Stores it in place of the one with its id, which gets the next version.
     *
     * @return false, and nothing changes, when that one's version is not the given one's any more
     */
    boolean replace(Webhook changed);

    /**
     * Removes it with all that waits for it and what is known of its deliveries.
     *
     * @return false when there is none in the organization
     */
    boolean remove(OrganizationId organization, UUID webhook);

    /**
     * Notes that a delivery failed; leaves the version as it is.
     *
     * @return since when nothing has come through, {@code at} when it is the first time; {@code at} also when there is no such webhook
     */
    Instant failing(OrganizationId organization, UUID webhook, Instant at);

    /** Notes that a delivery came through; leaves the version as it is. */
    void working(OrganizationId organization, UUID webhook);

    /**
     * Pauses it when it is active, which makes a new version of it.
     *
     * @return whether it was active
     */
    boolean pause(OrganizationId organization, UUID webhook, PauseReason why, Instant at);
}
