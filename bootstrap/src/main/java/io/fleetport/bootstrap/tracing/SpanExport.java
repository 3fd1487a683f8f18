package io.fleetport.bootstrap.tracing;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Spans on their way to a collector, by OTLP over HTTP with protobuf. They wait in a bounded queue and leave in batches on a
 * thread of their own: whoever ends a span does not wait, and a collector that is away costs spans, which are counted. Safe
 * to use from many threads.
 */
public final class SpanExport implements AutoCloseable {

    /** The SDK's own log goes past ours, and says what {@link CountedSpans} says. Held, as loggers nobody holds are forgotten. */
    private static final Logger SDK_LOG = Logger.getLogger("io.opentelemetry");

    private static final Duration LAST_SPANS = Duration.ofSeconds(2);

    // Names of OpenTelemetry's semantic conventions for resources, and one of ours.
    private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");
    private static final AttributeKey<String> SERVICE_INSTANCE = AttributeKey.stringKey("service.instance.id");
    private static final AttributeKey<String> ENVIRONMENT = AttributeKey.stringKey("deployment.environment.name");
    private static final AttributeKey<List<String>> ROLES = AttributeKey.stringArrayKey("fleetport.roles");

    private final SdkTracerProvider provider;
    private final boolean followsCallers;

    public SpanExport(ExportSettings settings, MeterRegistry meters) {
        SDK_LOG.setLevel(Level.OFF);
        this.followsCallers = settings.followsCallers();
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.endpoint() + "/v1/traces")
                .setCompression("gzip")
                .setConnectTimeout(settings.timeout())
                .setTimeout(settings.timeout())
                .build();
        this.provider = SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(
                        SERVICE_NAME,
                        "fleetport",
                        SERVICE_INSTANCE,
                        UUID.randomUUID().toString(),
                        ENVIRONMENT,
                        settings.environment(),
                        ROLES,
                        settings.roles())))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.ratio())))
                .addSpanProcessor(new CountedSpans(exporter, settings, meters))
                .build();
    }

    Tracer tracer() {
        return provider.get("io.fleetport");
    }

    boolean followsCallers() {
        return followsCallers;
    }

    /** Sends what waits; returns when that is done or the time is over. */
    public void flush(Duration patience) {
        provider.forceFlush().join(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Sends what waits, two seconds at most. */
    @Override
    public void close() {
        CompletableResultCode end = provider.shutdown();
        end.join(LAST_SPANS.toMillis(), TimeUnit.MILLISECONDS);
    }
}
