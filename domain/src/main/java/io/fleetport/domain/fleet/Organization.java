package io.fleetport.domain.fleet;

import java.time.Instant;

/**
 * A tenant's account.
 *
 * @param name what people call it, 1 to 128 characters
 * @param createdAt to the microsecond
 */
public record Organization(OrganizationId id, String name, State state, Quota quota, Instant createdAt) {

    /** What an account can be. */
    public enum State {
        ACTIVE,
        /** Nobody gets in and nothing is taken in its name; what is stored stays. */
        SUSPENDED
    }

    private static final int MOST_NAME = 128;

    public Organization {
        if (name.isBlank() || name.length() > MOST_NAME) {
            throw new IllegalArgumentException("name must be 1 to " + MOST_NAME + " characters");
        }
    }

    /** One that nobody has named or limited yet. */
    public static Organization unnamed(OrganizationId id, Instant now) {
        return new Organization(id, id.value(), State.ACTIVE, Quota.DEFAULT, now);
    }

    public boolean isActive() {
        return state == State.ACTIVE;
    }
}
