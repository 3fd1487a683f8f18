package io.fleetport.bootstrap.wiring;

import io.fleetport.application.port.out.Tracing;
import io.fleetport.bootstrap.tracing.ExportSettings;
import io.fleetport.bootstrap.tracing.OpenTelemetryTracing;
import io.fleetport.bootstrap.tracing.OtlpMetrics;
import io.fleetport.bootstrap.tracing.SpanExport;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.ipc.http.HttpUrlConnectionSender;
import io.micrometer.registry.otlp.OtlpHttpMetricsSender;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is told of the service itself to a collector: spans and metrics, each only where it is set where to. */
@Factory
@Requires(property = DeploymentBeans.DATA)
final class TelemetryBeans {

    static final String SPANS = "fleetport.tracing.endpoint";
    static final String METRICS = "fleetport.metrics.endpoint";

    /** One in a hundred: at 10,000 readings a second a hundred traces, each of three or four spans. */
    private static final double RATIO = 0.01;

    /** The specification's {@code OTEL_BSP_MAX_QUEUE_SIZE}; some two megabytes. */
    private static final int QUEUED = 2_048;

    /** The specification's {@code OTEL_EXPORTER_OTLP_TIMEOUT}. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final Duration CONNECT = Duration.ofSeconds(1);

    @Context
    @Requires(condition = IsTraced.class)
    SpanExport spans(
            Settings settings,
            Deployment deployment,
            ProcessRoles roles,
            ShutdownOrder shutdown,
            MeterRegistry meters) {
        return shutdown.started(
                "spans",
                new SpanExport(
                        new ExportSettings(
                                endpoint(settings, SPANS),
                                settings.decimal("fleetport.tracing.ratio", RATIO, 0, 1),
                                settings.flag("fleetport.tracing.follow-callers", true),
                                settings.number("fleetport.tracing.queued-spans", QUEUED, 1, 1_000_000),
                                settings.duration("fleetport.tracing.timeout", TIMEOUT, Duration.ofMillis(10)),
                                roles.names(),
                                Settings.written(deployment.environment())),
                        meters));
    }

    @Context
    Tracing tracing(Settings settings, Deployment deployment, ProcessRoles roles, @Nullable SpanExport spans) {
        if (spans == null) {
            return Tracing.OFF;
        }
        boolean streams = roles.stream() == ProcessRoles.Stream.KINESIS;
        return new OpenTelemetryTracing(
                spans,
                streams ? "aws_kinesis" : "none",
                streams ? KinesisSettings.name(settings) : "none",
                switch (deployment.stores()) {
                    case MEMORY -> "memory";
                    case POSTGRES -> "postgresql";
                    case DYNAMODB -> "aws.dynamodb";
                });
    }

    /** Found by the framework, and one of those that every meter is in. */
    @Context
    @Bean(preDestroy = "close")
    @Requires(condition = PushesMetrics.class)
    OtlpMeterRegistry pushed(Settings settings, Deployment deployment, ProcessRoles roles) {
        return OtlpMeterRegistry.builder(new OtlpMetrics(
                        endpoint(settings, METRICS),
                        settings.duration("fleetport.metrics.interval", Duration.ofMinutes(1), Duration.ofMillis(100)),
                        roles.names(),
                        Settings.written(deployment.environment())))
                .clock(Clock.SYSTEM)
                .metricsSender(new OtlpHttpMetricsSender(new HttpUrlConnectionSender(CONNECT, TIMEOUT)))
                .build();
    }

    /** In the clear to a collector beside this process alone: what is told names organizations and routes. */
    static List<String> wrong(Settings settings, Deployment deployment) {
        List<String> wrong = new ArrayList<>();
        for (String name : List.of(SPANS, METRICS)) {
            if (settings.text(name).isEmpty()) {
                continue;
            }
            URI endpoint = endpoint(settings, name);
            if (!deployment.isLocal()
                    && !"https".equals(endpoint.getScheme())
                    && !Deployment.LOOPBACK.matcher(endpoint.getHost()).matches()) {
                wrong.add(name + " must begin with https:// unless the collector is on this machine but is " + endpoint
                        + ": names of organizations would go there in the clear");
            }
        }
        return wrong;
    }

    private static URI endpoint(Settings settings, String name) {
        String given = settings.required(name, "it was there a moment ago");
        String wrong = name + " must be the address of a collector such as http://localhost:4318 but is " + given;
        try {
            URI endpoint = new URI(given.endsWith("/") ? given.substring(0, given.length() - 1) : given);
            if (endpoint.getHost() != null
                    && ("https".equals(endpoint.getScheme()) || "http".equals(endpoint.getScheme()))
                    && endpoint.getUserInfo() == null
                    && endpoint.getQuery() == null
                    && endpoint.getFragment() == null) {
                return endpoint;
            }
        } catch (URISyntaxException malformed) {
            throw new WrongSetting(wrong, malformed);
        }
        throw new WrongSetting(wrong);
    }
}
