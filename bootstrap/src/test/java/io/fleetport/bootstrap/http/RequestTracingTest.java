package io.fleetport.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.fleetport.bootstrap.security.Role;
import io.fleetport.bootstrap.tracing.Collector;
import io.fleetport.bootstrap.tracing.ExportSettings;
import io.fleetport.bootstrap.tracing.SpanExport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Requests as spans, and the lines of the log that belong to them. */
final class RequestTracingTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String TRACEPARENT = "00-" + TRACE + "-b7ad6b7169203331-";

    @TempDir
    private static Path folder;

    private static Collector collector;
    private static SpanExport export;
    private static WebServer server;

    @BeforeAll
    static void start() throws IOException {
        collector = new Collector();
        // None of its own: what is told here, its caller wanted to be told.
        export = new SpanExport(
                new ExportSettings(
                        collector.endpoint(), 0, true, 2_048, Duration.ofSeconds(5), List.of("api"), "local"),
                new SimpleMeterRegistry());
        server = new WebServer(folder, Map.of(), export);
    }

    @AfterAll
    static void stop() {
        server.close();
        export.close();
        collector.close();
    }

    @Test
    void aRequestIsAStepOfItsCallersTraceAndTellsItsRouteAlone() throws Exception {
        String vin = "5YJ3E1EA7JF000001";
        HttpResponse<String> answer = server.get(
                "/api/v1/vehicles/" + vin + "?name=secret",
                server.token(Role.VIEWER),
                "traceparent",
                TRACEPARENT + "01");
        Span span = told("GET /api/v1/vehicles/{vehicle_id}");
        assertThat(HexFormat.of().formatHex(span.getTraceId().toByteArray())).isEqualTo(TRACE);
        assertThat(HexFormat.of().formatHex(span.getParentSpanId().toByteArray()))
                .isEqualTo("b7ad6b7169203331");
        assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
        assertThat(Collector.attributes(span.getAttributesList()))
                .isEqualTo(Map.of(
                        "http.request.method", "GET",
                        "http.route", "/api/v1/vehicles/{vehicle_id}",
                        "http.response.status_code", Integer.toString(answer.statusCode()),
                        "url.scheme", "http"));
    }

    @Test
    void theLogOfARequestThatFailsHoldsTheIdsOfItsTrace() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(log);
        server.vehicles.breakWith(new IllegalStateException("a bug"));
        try {
            server.get("/api/v1/vehicles", server.token(Role.VIEWER), "traceparent", TRACEPARENT + "01");
        } finally {
            server.vehicles.restore();
            root.detachAppender(log);
        }
        Span span = told("GET /api/v1/vehicles");
        assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(Collector.attributes(span.getAttributesList()))
                .containsEntry("http.response.status_code", "500")
                .containsEntry("error.type", "500");
        assertThat(List.copyOf(log.list)).anySatisfy(line -> {
            assertThat(line.getThrowableProxy().getMessage()).isEqualTo("a bug");
            assertThat(line.getMDCPropertyMap())
                    .containsEntry("trace_id", TRACE)
                    .containsEntry(
                            "span_id", HexFormat.of().formatHex(span.getSpanId().toByteArray()));
        });
    }

    @Test
    void aCallerThatDoesNotWantItAndWhoAsksForTheHealthAreNotTold() throws Exception {
        server.get("/api/v1/organization", server.token(Role.VIEWER), "traceparent", TRACEPARENT + "00");
        server.get("/health", null, "traceparent", TRACEPARENT + "01");
        server.get("/api/v1/fleets", server.token(Role.VIEWER));
        server.get("/api/v1/trips", server.token(Role.VIEWER), "traceparent", TRACEPARENT + "01");
        told("GET /api/v1/trips");
        assertThat(collector.spans())
                .extracting(Span::getName)
                .doesNotContain("GET /api/v1/organization", "GET /api/v1/fleets")
                .noneMatch(name -> name.contains("health"));
    }

    private static Span told(String name) {
        export.flush(Duration.ofSeconds(10));
        return collector.spans().stream()
                .filter(span -> span.getName().equals(name))
                .reduce((one, later) -> later)
                .orElseThrow(() -> new AssertionError(name + " was not told, but "
                        + collector.spans().stream().map(Span::getName).toList()));
    }
}
