package io.fleetport.domain.fleet;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who signs in for an organization, and what the organization lets them do beyond what their token says.
 *
 * @param subject the {@code sub} of their tokens, 1 to 256 characters
 * @param name what people call them, 1 to 128 characters
 * @param roles names of roles, built-in or custom
 * @param fleets the only ones they see; null for all of the organization
 * @param since to the microsecond
 */
public record Member(
        OrganizationId organization,
        String subject,
        String name,
        Set<String> roles,
        @Nullable Set<FleetId> fleets,
        Instant since) {

    private static final int MOST_SUBJECT = 256;
    private static final int MOST_NAME = 128;

    public Member {
        if (subject.isBlank() || subject.length() > MOST_SUBJECT) {
            throw new IllegalArgumentException("subject must be 1 to " + MOST_SUBJECT + " characters");
        }
        if (name.isBlank() || name.length() > MOST_NAME) {
            throw new IllegalArgumentException("name must be 1 to " + MOST_NAME + " characters");
        }
        roles = Set.copyOf(roles);
        fleets = fleets == null ? null : Set.copyOf(fleets);
    }
}
