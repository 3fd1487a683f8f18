package io.fleetport.application.tenancy;

import java.time.Duration;

/**
 * How callers are recognised.
 *
 * @param remembered how long it may take until a change of members, roles, keys or accounts is seen by another process
 * @param newcomers whether an organization that has no account gets one when somebody signs in for it, or a vehicle comes;
 *     for one's own machine
 */
public record CallerSettings(Duration remembered, boolean newcomers) {

    public CallerSettings {
        if (remembered.isNegative()) {
            throw new IllegalArgumentException("remembered must not be negative but is " + remembered);
        }
    }
}
