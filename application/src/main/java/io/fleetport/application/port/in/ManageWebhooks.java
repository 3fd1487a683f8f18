package io.fleetport.application.port.in;

import io.fleetport.application.port.out.DeliveryQueue.Waiting;
import io.fleetport.application.port.out.EventType;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Webhook;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says where an organization's events are sent. Every method throws {@link NotPermitted} without {@link
 * Permission#MANAGE_WEBHOOKS} or for some fleets only, and what is another organization's is not there.
 */
public interface ManageWebhooks {

    /**
     * What a webhook is to be. A null member stays as it is, or is the usual one: named after the host, for every event,
     * enabled.
     */
    record Wish(
            @Nullable String name,
            @Nullable String url,
            @Nullable Set<EventType> types,
            @Nullable Boolean enabled) {}

    /** @param secret what its deliveries are signed with, as text; to be shown to the caller and nobody else, once */
    record WithSecret(Webhook webhook, String secret) {
        @Override
        public String toString() {
            return "WithSecret[" + webhook + "]";
        }
    }

    /** A webhook and what waits for it. */
    record Seen(Webhook webhook, Waiting waiting) {}

    /** The organization has as many webhooks as it may have. */
    final class TooManyWebhooks extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public TooManyWebhooks(int most) {
            super("an organization has at most " + most + " webhooks: remove one first");
        }
    }

    /** Somebody else changed it meanwhile. */
    final class ChangedMeanwhile extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public ChangedMeanwhile() {
            super("the webhook was changed meanwhile");
        }
    }

    /**
     * @throws InvalidRequest when a value cannot be, or the URL leads where nothing may be sent
     * @throws TooManyWebhooks when there is no room
     */
    WithSecret create(Caller caller, Wish wish);

    /**
     * Newest first.
     *
     * @param cursor from an earlier page, null for the first
     * @param limit 1 to 1000
     * @throws InvalidRequest when the cursor is none of ours
     */
    Page<Webhook> list(Caller caller, @Nullable String cursor, int limit);

    Optional<Seen> find(Caller caller, UUID webhook);

    /**
     * Switching off drops what waits; switching on begins with what happens from then on.
     *
     * @param version what the caller knows it by, null when whatever it is now
     * @throws InvalidRequest as {@link #create}
     * @throws ChangedMeanwhile when it has another version
     */
    Optional<Seen> change(Caller caller, UUID webhook, @Nullable Long version, Wish wish);

    /** @return whether there was one */
    boolean remove(Caller caller, UUID webhook);

    /** Makes another secret. The one before goes on signing beside it for a while. */
    Optional<WithSecret> rotateSecret(Caller caller, UUID webhook);
}
