package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what a request says in text, and names the field when it cannot. An absent or empty value is null. */
final class RequestValues {

    static final int DEFAULT_LIMIT = 100;
    static final int MOST = 1_000;

    /** The year before the last one with four digits: what is counted from a time stays writable as well. */
    private static final int MOST_YEAR = 9_998;

    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,9})(s|m|h|d)");

    private RequestValues() {}

    static int limit(@Nullable Integer limit) {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        if (limit < 1 || limit > MOST) {
            throw new InvalidRequest("limit", "limit must be 1 to " + MOST + " but is " + limit);
        }
        return limit;
    }

    /** ISO 8601 with an offset: {@code 2026-01-31T08:00:00Z}. */
    static @Nullable Instant instant(String field, @Nullable String text) {
        // A plus sign that was not escaped in the query arrives as a blank.
        return read(
                field,
                text,
                value -> ofOurEra(OffsetDateTime.parse(value.replace(' ', '+'))).toInstant(),
                "a time with its offset, such as 2026-01-31T08:00:00Z");
    }

    /** {@code 60s}, {@code 5m}, {@code 1h}, {@code 1d}, or ISO 8601. */
    static @Nullable Duration duration(String field, @Nullable String text) {
        return read(field, text, RequestValues::duration, "a duration, such as 60s, 5m, 1h or PT1M30S");
    }

    static VehicleId vehicle(String field, String text) {
        VehicleId vehicle = optionalVehicle(field, text);
        if (vehicle == null) {
            throw new InvalidRequest(field, field + " must not be empty");
        }
        return vehicle;
    }

    static @Nullable VehicleId optionalVehicle(String field, @Nullable String text) {
        return read(field, text, VehicleId::parse, "a UUID of 36 characters");
    }

    static TripId trip(String text) {
        TripId trip = read("trip_id", text, TripId::parse, "a UUID of 36 characters");
        if (trip == null) {
            throw new InvalidRequest("trip_id", "trip_id must not be empty");
        }
        return trip;
    }

    static UUID uuid(String field, String text) {
        return vehicle(field, text).value();
    }

    static <E extends Enum<E>> @Nullable E option(String field, @Nullable String text, Class<E> options) {
        String allowed = Arrays.stream(options.getEnumConstants())
                .map(option -> option.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return read(field, text, value -> Enum.valueOf(options, value.toUpperCase(Locale.ROOT)), "one of " + allowed);
    }

    /** Parts between commas. */
    static Set<String> set(@Nullable String text) {
        return text == null
                ? Set.of()
                : Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.toSet());
    }

    /** A number within {@code [least, most]}. */
    static @Nullable Double decimal(String field, @Nullable String text, double least, double most) {
        String expected = "a number within " + least + ".." + most;
        Double value = read(field, text, Double::valueOf, expected);
        if (value != null && !(value >= least && value <= most)) { // written so that NaN fails too
            throw new InvalidRequest(field, field + " must be " + expected);
        }
        return value;
    }

    static @Nullable Integer number(String field, @Nullable String text, int least, int most) {
        String expected = "a whole number within " + least + ".." + most;
        Integer value = read(field, text, Integer::valueOf, expected);
        if (value != null && (value < least || value > most)) {
            throw new InvalidRequest(field, field + " must be " + expected);
        }
        return value;
    }

    /** A local date: {@code 2026-01-31}. */
    static @Nullable LocalDate date(String field, @Nullable String text) {
        return read(field, text, value -> ofOurEra(LocalDate.parse(value)), "a date such as 2026-01-31");
    }

    static @Nullable ZoneId zone(String field, @Nullable String text) {
        return read(field, text, ZoneId::of, "a time zone such as Europe/London");
    }

    static @Nullable String text(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** RFC 3339 writes years in four digits, and databases end somewhere too. */
    private static <T extends Temporal> T ofOurEra(T time) {
        int year = time.get(ChronoField.YEAR);
        if (year < 1 || year > MOST_YEAR) {
            throw new DateTimeException("year " + year);
        }
        return time;
    }

    private static Duration duration(String text) {
        Matcher matcher = SHORT_DURATION.matcher(text);
        if (!matcher.matches()) {
            return Duration.parse(text);
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    /** What {@code reader} makes of the text; what it refuses is told as not being {@code expected}. */
    static <T> @Nullable T read(String field, @Nullable String text, Function<String, T> reader, String expected) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new InvalidRequest(field, field + " must be " + expected);
        }
    }
}
