package io.fleetport.application.port.out;

import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Dead letters as stored. Safe to call from many threads. Any method may throw {@link PortUnavailable}. */
public interface DeadLetters {

    /** How many dead letters about one vehicle or station have one reason. */
    record Count(Subject about, DeadLetterReason reason, long letters) {}

    Optional<DeadLetter> find(OrganizationId organization, UUID id);

    /**
     * The greatest counts, greatest first.
     *
     * @param limit 1 to 1000
     */
    List<Count> counts(OrganizationId organization, int limit);

    /**
     * Newest first.
     *
     * @param about only about this vehicle or station of the organization; null for all
     * @param reason only with this reason; null for all
     * @param cursor from an earlier page, null for the first
     * @param limit 1 to 1000
     */
    Page<DeadLetter> list(
            OrganizationId organization,
            @Nullable Subject about,
            @Nullable DeadLetterReason reason,
            @Nullable String cursor,
            int limit);
}
