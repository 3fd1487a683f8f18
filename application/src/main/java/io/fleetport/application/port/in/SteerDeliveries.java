package io.fleetport.application.port.in;

import io.fleetport.application.port.out.DeliveryAttempt;
import io.fleetport.application.port.out.DeliveryLog;
import io.fleetport.application.port.out.Page;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Looks at deliveries, tries them out, and has them made again. Every method throws {@link NotPermitted} without {@link
 * Permission#MANAGE_WEBHOOKS} or for some fleets only; empty answers say that the organization has no such webhook.
 */
public interface SteerDeliveries {

    /** Sends a test event now, whatever state the webhook is in, and answers with what came of it. */
    Optional<DeliveryAttempt> test(Caller caller, UUID webhook);

    /**
     * Newest first.
     *
     * @param cursor from an earlier page of the same filter, null for the first
     * @param limit 1 to 1000
     * @throws InvalidRequest when the cursor is none of ours
     */
    Optional<Page<DeliveryAttempt>> attempts(
            Caller caller, UUID webhook, DeliveryLog.Filter filter, @Nullable String cursor, int limit);

    /**
     * Has the events that were recorded at {@code from} or later delivered once more, under the ids they have.
     *
     * @return how many
     * @throws InvalidRequest when that is longer ago than events are kept, or still to come
     */
    OptionalInt replay(Caller caller, UUID webhook, Instant from);

    /** Ends a pause: all that waits is tried now. Nothing happens to one that is not paused. */
    Optional<ManageWebhooks.Seen> resume(Caller caller, UUID webhook);
}
