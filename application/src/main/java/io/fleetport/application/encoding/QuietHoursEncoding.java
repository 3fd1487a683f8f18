package io.fleetport.application.encoding;

import io.fleetport.domain.vehicle.QuietHours;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.stream.Collectors;

/** Quiet hours as stores keep them: the numbers of the days, begin, end and zone, as in {@code 12345 18:00 06:00 Europe/Berlin}. */
public final class QuietHoursEncoding {

    private QuietHoursEncoding() {}

    public static String text(QuietHours hours) {
        String days = hours.days().stream()
                .sorted()
                .map(day -> Integer.toString(day.getValue()))
                .collect(Collectors.joining());
        return String.join(
                " ",
                days,
                hours.from().toString(),
                hours.until().toString(),
                hours.zone().getId());
    }

    /** @param text as {@link #text} gives it; anything else fails in one way or another */
    public static QuietHours hours(String text) {
        String[] parts = text.split(" ", 4);
        return new QuietHours(
                parts[0].chars().mapToObj(day -> DayOfWeek.of(day - '0')).collect(Collectors.toSet()),
                LocalTime.parse(parts[1]),
                LocalTime.parse(parts[2]),
                ZoneId.of(parts[3]));
    }
}
