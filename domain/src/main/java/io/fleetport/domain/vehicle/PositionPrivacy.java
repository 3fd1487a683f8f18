package io.fleetport.domain.vehicle;

import java.time.Instant;
import java.util.List;

/**
 * When it must not be kept where a vehicle is.
 *
 * @param off whether positions are off at all
 * @param schedule when they are off; always, when there is none
 */
public record PositionPrivacy(boolean off, List<QuietHours> schedule) {

    /** Positions are kept. */
    public static final PositionPrivacy ON = new PositionPrivacy(false, List.of());

    public PositionPrivacy {
        schedule = List.copyOf(schedule);
        if (!off && !schedule.isEmpty()) {
            throw new IllegalArgumentException("a schedule says when positions are off, but they are on");
        }
    }

    /** By the time of the event, not of its arrival. */
    public boolean hides(Instant observedAt) {
        if (!off || schedule.isEmpty()) {
            return off;
        }
        for (QuietHours hours : schedule) {
            if (hours.contains(observedAt)) {
                return true;
            }
        }
        return false;
    }
}
