package io.fleetport.application.station;

import io.fleetport.domain.fleet.OrganizationId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How stations are told apart by owner.
 *
 * @param newcomers whose a station becomes that nobody registered, when it says something; null when it may not speak
 * @param absentFor how long it is remembered that a station is nobody's: so long after a registration elsewhere its
 *     messages may still be taken for a newcomer's
 * @param retryAfter how long to wait before the store is asked again when it was away
 */
public record DirectorySettings(@Nullable OrganizationId newcomers, Duration absentFor, Duration retryAfter) {

    /** Five seconds are one report of a station. */
    public static DirectorySettings of(@Nullable OrganizationId newcomers) {
        return new DirectorySettings(newcomers, Duration.ofSeconds(5), Duration.ofSeconds(1));
    }

    public DirectorySettings {
        if (!absentFor.isPositive() || !retryAfter.isPositive()) {
            throw new IllegalArgumentException(
                    "absentFor and retryAfter must be positive but are " + absentFor + " and " + retryAfter);
        }
    }
}
