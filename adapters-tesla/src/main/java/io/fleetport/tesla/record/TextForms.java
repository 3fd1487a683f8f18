package io.fleetport.tesla.record;

import io.fleetport.domain.motion.Position;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text forms values took before vehicles sent them typed (until client 1.1.0 of August 2025). */
final class TextForms {

    private static final String NUMBER = "([+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)";
    private static final Pattern PLACE = Pattern.compile("\\( *" + NUMBER + " +([NS]), +" + NUMBER + " +([EW])\\)");

    private TextForms() {}

    /** A decimal number, scientific notation included; NaN when it is none or not finite as a double. */
    static double number(String text) {
        String trimmed = text.trim();
        boolean digit = false;
        for (int i = 0; i < trimmed.length(); i++) {
            char c = trimmed.charAt(i);
            if (c >= '0' && c <= '9') {
                digit = true;
            } else if (c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return Double.NaN; // what Java would take besides: hexadecimal, type letters, names
            }
        }
        if (!digit) {
            return Double.NaN;
        }
        try {
            double number = Double.parseDouble(trimmed);
            return Double.isFinite(number) ? number : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** {@code (37.412374 N, 122.145867 W)}; null when it is not of this form or not on earth. */
    static @Nullable Position place(String text) {
        Matcher matcher = PLACE.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        double latitude = number(matcher.group(1));
        double longitude = number(matcher.group(3));
        return position(
                matcher.group(2).equals("S") ? -latitude : latitude,
                matcher.group(4).equals("W") ? -longitude : longitude);
    }

    /** The position, null when it is not on earth. */
    static @Nullable Position position(double latitude, double longitude) {
        return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
                ? new Position(latitude + 0.0, longitude + 0.0) // no negative zeros
                : null;
    }

    /** {@code HH:MM} or {@code HH:MM:SS}; null when it is not of this form. */
    static @Nullable LocalTime time(String text) {
        try {
            return LocalTime.parse(text.trim());
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** {@code true}, {@code false}, {@code 1} or {@code 0} in any case; null when it is none of them. */
    static @Nullable Boolean flag(String text) {
        String trimmed = text.trim();
        if (trimmed.equalsIgnoreCase("true") || trimmed.equals("1")) {
            return true;
        }
        return trimmed.equalsIgnoreCase("false") || trimmed.equals("0") ? false : null;
    }
}
