package io.fleetport.mqtt.simulator;

import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One recorded charging session. A number the recording has none for is NaN.
 *
 * @param end null when the recording knows none
 * @param energyKwh may be negative: meters fail
 * @param ratedKw what the model's name says the connector can give
 */
record SessionRow(
        String stationId,
        String sessionId,
        String connectorId,
        OffsetDateTime start,
        @Nullable OffsetDateTime end,
        double energyKwh,
        double socStart,
        double socEnd,
        double peakKw,
        double ratedKw) {

    /** "APT 7kW Dual Outlet", "50kW Raption". */
    private static final Pattern RATING =
            Pattern.compile("(\\d{1,4}(?:\\.\\d{1,3})?) ?kW\\b", Pattern.CASE_INSENSITIVE);

    /** An event id is the session's with a word behind it, and at most 64 characters. */
    private static final Pattern SESSION_ID = Pattern.compile("[!-~]{1,56}");

    private static final Pattern CONNECTOR_ID = Pattern.compile("[!-~]{1,64}");

    SessionRow {
        require(SESSION_ID, "session_id", sessionId);
        require(CONNECTOR_ID, "connector", connectorId);
    }

    /** The rating that a model's name tells in kW, or NaN. */
    static double ratedKw(String model) {
        Matcher rating = RATING.matcher(model);
        return rating.find() ? Double.parseDouble(rating.group(1)) : Double.NaN;
    }

    private static void require(Pattern form, String name, String value) {
        if (!form.matcher(value).matches()) {
            throw new IllegalArgumentException(name + " must be " + form + " but is \"" + value + "\"");
        }
    }
}
