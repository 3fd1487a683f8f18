package io.fleetport.domain.fleet;

import io.fleetport.domain.motion.Position;
import io.fleetport.domain.station.StationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A station as its organization knows it.
 *
 * @param name display name, 1 to 128 characters; the station's id until someone names it
 * @param position where it stands, null when only the station itself may say so
 * @param registeredAt when it was registered, or first heard of
 */
public record FleetStation(
        OrganizationId organization,
        StationId id,
        String name,
        @Nullable Position position,
        Instant registeredAt) {

    private static final int MOST_NAME = 128;

    public FleetStation {
        if (name.isBlank() || name.length() > MOST_NAME) {
            throw new IllegalArgumentException("name must be 1 to " + MOST_NAME + " characters");
        }
    }

    /** One that was heard before anyone registered it. */
    public static FleetStation unnamed(OrganizationId organization, StationId id, Instant now) {
        return new FleetStation(organization, id, id.value(), null, now);
    }
}
