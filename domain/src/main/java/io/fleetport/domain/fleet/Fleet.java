package io.fleetport.domain.fleet;

import java.time.Instant;

/**
 * Vehicles and stations that some of an organization's people look after. One may be in several fleets, or in none.
 *
 * @param name what people call it, 1 to 128 characters
 * @param createdAt to the microsecond
 */
public record Fleet(OrganizationId organization, FleetId id, String name, Instant createdAt) {

    private static final int MOST_NAME = 128;

    public Fleet {
        if (name.isBlank() || name.length() > MOST_NAME) {
            throw new IllegalArgumentException("name must be 1 to " + MOST_NAME + " characters");
        }
    }
}
