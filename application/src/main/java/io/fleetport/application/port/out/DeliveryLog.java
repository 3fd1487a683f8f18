package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of deliveries in the last days. Safe to call from many threads. Any method may throw {@link PortUnavailable}. */
public interface DeliveryLog {

    /** Of a webhook that has been removed nothing is kept. */
    void add(DeliveryAttempt attempt);

    /**
     * Which attempts to list. A null member does not restrict.
     */
    record Filter(@Nullable UUID event, DeliveryAttempt.@Nullable Outcome outcome) {
        public static final Filter ALL = new Filter(null, null);
    }

    /**
     * Newest first, ties by id descending.
     *
     * @param cursor from an earlier page of the same filter, null for the first
     * @param limit 1 to 1000
     */
    Page<DeliveryAttempt> list(
            OrganizationId organization, UUID webhook, Filter filter, @Nullable String cursor, int limit);

    /** Removes those that began before that time. */
    int forgetBefore(Instant time);
}
