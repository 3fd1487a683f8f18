package io.fleetport.tesla.simulator;

import java.net.URI;
import java.time.Duration;

/**
 * Where and how readings are sent over HTTP.
 *
 * @param baseUri of the service, without {@code /api/v1}
 * @param readingsPerPost most in one request, 1 to 10,000
 * @param longestWait a reading does not wait longer than this for others to travel with
 */
public record ApiSettings(URI baseUri, int readingsPerPost, Duration longestWait) {
    public ApiSettings {
        if (readingsPerPost < 1 || readingsPerPost > 10_000) {
            throw new IllegalArgumentException("readingsPerPost must be within 1..10000 but is " + readingsPerPost);
        }
        ClientSettings.requirePositive("longestWait", longestWait);
    }

    /** 200 readings or 200 ms. */
    public static ApiSettings of(URI baseUri) {
        return new ApiSettings(baseUri, 200, Duration.ofMillis(200));
    }

    URI readings() {
        String base = baseUri.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/api/v1/readings");
    }
}
