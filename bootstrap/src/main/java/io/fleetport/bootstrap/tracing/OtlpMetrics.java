package io.fleetport.bootstrap.tracing;

import io.micrometer.registry.otlp.OtlpConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where metrics are pushed to beside being shown.
 *
 * @param endpoint of the collector; {@code /v1/metrics} comes behind it
 * @param step how often
 */
public record OtlpMetrics(URI endpoint, Duration step, List<String> roles, String environment) implements OtlpConfig {

    public OtlpMetrics {
        roles = List.copyOf(roles);
    }

    @Override
    public @Nullable String get(String key) {
        return null;
    }

    @Override
    public String url() {
        return endpoint + "/v1/metrics";
    }

    @Override
    public Map<String, String> resourceAttributes() {
        return Map.of(
                "service.name",
                "fleetport",
                "deployment.environment.name",
                environment,
                "fleetport.roles",
                String.join(",", roles));
    }

    /** No header of anybody's environment. */
    @Override
    public Map<String, String> headers() {
        return Map.of();
    }
}
