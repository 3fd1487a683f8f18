package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which event is still to be delivered to which webhook. Each webhook has a lane for each subject: in a lane one event
 * goes after the other in the order committed, lanes do not wait for one another. Safe to use from many threads and many
 * processes. Any method may throw {@link PortUnavailable}.
 */
public interface DeliveryQueue {

    /**
     * Puts events that were committed and not looked at yet into the lanes of the webhooks that want them; those that are
     * disabled want none.
     *
     * @param most 1 to 10,000
     * @return how many events were looked at; when as many as {@code most}, there may be more
     */
    int spread(Instant now, int most);

    /**
     * The first event of a lane, for whoever holds the claim.
     *
     * @param attempts that have failed so far
     * @param failedFirstAt null when none has
     * @param position of the event in its lane
     */
    record Claimed(
            UUID claim,
            OrganizationId organization,
            UUID webhook,
            String lane,
            UUID event,
            long position,
            int attempts,
            @Nullable Instant failedFirstAt) {}

    /**
     * Takes the first events of lanes of active webhooks that are due, those due for longest first. Nobody else is given
     * such a lane until its claim is settled or its time has come.
     *
     * @param until when the claims end by themselves, because whoever made them died
     * @param most 1 to 1,000
     * @param mostOfWebhook most claims of one webhook at a time, those that others hold included
     */
    List<Claimed> claim(Instant now, Instant until, int most, int mostOfWebhook);

    /** The event needs no delivery any more: it leaves, and the one behind it is due now. */
    void done(Claimed claimed, Instant now);

    /** The event stays the first of its lane, which is due again at {@code again}. Nothing happens when the claim is lost. */
    void failed(Claimed claimed, Instant now, Instant again);

    /** The lane is as it was before the claim. Nothing happens when the claim is lost. */
    void release(Claimed claimed);

    /**
     * Puts events recorded at {@code from} or later into the lanes once more, those that wait already left where they are.
     *
     * @return how many were put
     */
    int replay(OrganizationId organization, UUID webhook, Instant from, Instant now);

    /** All lanes of the webhook are due now and have no failures behind them. */
    void hurry(OrganizationId organization, UUID webhook, Instant now);

    /** Nothing waits for the webhook any more. */
    void clear(OrganizationId organization, UUID webhook);

    /**
     * What waits.
     *
     * @param events how many, at most 10,000 are counted
     * @param oldest when the oldest was recorded, null when none waits
     */
    record Waiting(int events, @Nullable Instant oldest) {}

    Waiting waiting(OrganizationId organization, UUID webhook);

    /** When the oldest event that waits for an active webhook of any organization was recorded; null when none waits. */
    @Nullable
    Instant oldestWaiting();
}
