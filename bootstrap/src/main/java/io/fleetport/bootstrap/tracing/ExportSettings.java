package io.fleetport.bootstrap.tracing;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Where spans go, and how many.
 *
 * @param endpoint of the collector; {@code /v1/traces} comes behind it, as OTLP's {@code OTEL_EXPORTER_OTLP_ENDPOINT} has it
 * @param ratio of traces that begin here, 0 to 1; one that began elsewhere is recorded when it is there
 * @param followsCallers whether a request's {@code traceparent} is believed
 * @param queuedSpans most that wait or are on their way; past that they are dropped
 * @param timeout of one export with all its attempts
 * @param roles of this process
 * @param environment {@code local} or {@code production}
 */
public record ExportSettings(
        URI endpoint,
        double ratio,
        boolean followsCallers,
        int queuedSpans,
        Duration timeout,
        List<String> roles,
        String environment) {

    public ExportSettings {
        roles = List.copyOf(roles);
    }
}
