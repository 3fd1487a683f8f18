package io.fleetport.bootstrap.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Limits of the API.
 *
 * @param mostReadings readings in one request
 * @param mostRequestBytes of a request body, counted after decompression
 * @param settleWithin how long a delivery waits for its readings to be durable
 * @param liveBuffer bytes a live client may lag behind before it is dropped
 * @param liveHeartbeat how often a silent live stream shows that it lives
 * @param openDocs whether the API description is served without a token
 * @param requestsPerSecond of one caller, in the long run
 * @param requestBurst of one caller at once, after a pause
 * @param mostDepth levels of JSON in a body; the platform's own reader is set to the same in application.yml
 * @param idempotencyKept how long the answer to a request with an {@code Idempotency-Key} is kept
 * @param idempotencyPatience after which a request whose answer never came is taken for lost with its process
 * @param idempotencyMost answers kept of one organization
 * @param corsOrigins whose pages may ask with a browser, each as {@code https://host} or {@code https://host:port}
 */
@ConfigurationProperties("fleetport.http")
public record HttpSettings(
        @Min(1) @Max(100_000) @Bindable(defaultValue = "1000")
        int mostReadings,

        @Min(1_024) @Max(1L << 30) @Bindable(defaultValue = "5242880")
        long mostRequestBytes,

        @Bindable(defaultValue = "30s") Duration settleWithin,
        @Min(16_384) @Bindable(defaultValue = "1048576") int liveBuffer,
        @Bindable(defaultValue = "15s") Duration liveHeartbeat,
        @Bindable(defaultValue = "false") boolean openDocs,

        @Min(1) @Max(1_000_000) @Bindable(defaultValue = "1000")
        int requestsPerSecond,

        @Min(1) @Max(10_000_000) @Bindable(defaultValue = "2000")
        int requestBurst,

        @Min(4) @Max(1_000) @Bindable(defaultValue = "64") int mostDepth,

        @Bindable(defaultValue = "24h") Duration idempotencyKept,
        @Bindable(defaultValue = "2m") Duration idempotencyPatience,

        @Min(1) @Max(10_000_000) @Bindable(defaultValue = "10000")
        int idempotencyMost,

        @Bindable(defaultValue = "") List<String> corsOrigins) {

    private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#\\s*]+");

    public HttpSettings {
        corsOrigins = corsOrigins.stream()
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .toList();
        for (String origin : corsOrigins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException(
                        "fleetport.http.cors-origins must be origins such as https://fleet.example.com but one is "
                                + origin);
            }
        }
    }
}
