package io.fleetport.domain.vehicle;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * Hours of the week in a time zone, by its clocks on the wall.
 *
 * @param days on which the hours begin, at least one
 * @param from inclusive
 * @param until exclusive; not after {@code from} means on the day after, and equal to it 24 hours
 */
public record QuietHours(Set<DayOfWeek> days, LocalTime from, LocalTime until, ZoneId zone) {

    public QuietHours {
        days = Set.copyOf(days);
        if (days.isEmpty()) {
            throw new IllegalArgumentException("days must name at least one day");
        }
    }

    /** An hour that the clocks show twice counts both times; one that they leave out never comes. */
    public boolean contains(Instant instant) {
        ZonedDateTime local = instant.atZone(zone);
        LocalTime time = local.toLocalTime();
        DayOfWeek day = local.getDayOfWeek();
        if (from.isBefore(until)) {
            return days.contains(day) && !time.isBefore(from) && time.isBefore(until);
        }
        return days.contains(day) && !time.isBefore(from) || days.contains(day.minus(1)) && time.isBefore(until);
    }
}
