package io.fleetport.mqtt.wire;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import org.jspecify.annotations.Nullable;

/**
 * Points in time as stations write them: {@code yyyy-MM-ddTHH:mm:ss}, with a fraction of any length if they like, and the
 * offset as {@code Z} or {@code ±HH:mm} (RFC 3339, without leap seconds). Written by hand because every message has one:
 * ten times as fast as the formatters of the JDK, and no exception for what is no time.
 */
final class Times {

    private static final int FRACTION = 19;

    /** What two characters are when they are no digits: less than any. */
    private static final int NO_NUMBER = Integer.MIN_VALUE;

    private Times() {}

    /** Cut to whole microseconds; null when it is no time of this form. */
    static @Nullable Instant parse(String text) {
        int length = text.length();
        if (length <= FRACTION
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return null;
        }
        int century = two(text, 0);
        int yearOfCentury = two(text, 2);
        int year = century * 100 + yearOfCentury;
        int month = two(text, 5);
        int day = two(text, 8);
        int hour = two(text, 11);
        int minute = two(text, 14);
        int second = two(text, 17);
        if ((century | yearOfCentury | month | day | hour | minute | second) < 0
                || month < 1
                || month > 12
                || day < 1
                || day > Month.of(month).length(Year.isLeap(year))
                || hour > 23
                || minute > 59
                || second > 59) {
            return null;
        }
        int at = FRACTION;
        int micros = 0;
        if (text.charAt(at) == '.') {
            int scale = 100_000;
            for (at++; at < length && isDigit(text.charAt(at)); at++) {
                micros += (text.charAt(at) - '0') * scale;
                scale /= 10;
            }
            if (at == FRACTION + 1) {
                return null;
            }
        }
        int offset = offsetSeconds(text, at);
        if (offset == NO_NUMBER) {
            return null;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return Instant.ofEpochSecond(days * 86_400 + hour * 3_600L + minute * 60L + second - offset, micros * 1_000L);
    }

    /** What the rest of the text puts the clock ahead of UTC. */
    private static int offsetSeconds(String text, int at) {
        int rest = text.length() - at;
        if (rest == 1 && text.charAt(at) == 'Z') {
            return 0;
        }
        if (rest != 6 || text.charAt(at + 3) != ':') {
            return NO_NUMBER;
        }
        int hours = two(text, at + 1);
        int minutes = two(text, at + 4);
        if ((hours | minutes) < 0 || hours > 23 || minutes > 59) {
            return NO_NUMBER;
        }
        int seconds = hours * 3_600 + minutes * 60;
        return switch (text.charAt(at)) {
            case '+' -> seconds;
            case '-' -> -seconds;
            default -> NO_NUMBER;
        };
    }

    private static int two(String text, int at) {
        char tens = text.charAt(at);
        char ones = text.charAt(at + 1);
        return isDigit(tens) && isDigit(ones) ? (tens - '0') * 10 + ones - '0' : NO_NUMBER;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
