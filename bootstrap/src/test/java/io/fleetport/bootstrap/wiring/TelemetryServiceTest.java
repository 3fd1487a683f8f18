package io.fleetport.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.contract.FreePort;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.stream.StreamedFleet;
import io.fleetport.bootstrap.local.LocalLayout;
import io.fleetport.bootstrap.security.DevelopmentIssuer;
import io.fleetport.bootstrap.security.Role;
import io.fleetport.bootstrap.tracing.Collector;
import io.fleetport.bootstrap.tracing.SpanExport;
import io.fleetport.domain.fleet.OrganizationId;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service with a collector that looks on. */
final class TelemetryServiceTest {

    @TempDir
    private Path folder;

    @Test
    void aCollectorIsToldOfMessagesAndMetrics() throws Exception {
        try (Collector collector = new Collector();
                Server server = Server.start(new ServerOptions(
                        Deployment.Environment.LOCAL,
                        folder.resolve("data"),
                        false,
                        "localhost",
                        FreePort.any(),
                        FreePort.any(),
                        FreePort.any(),
                        Map.of(
                                "fleetport.stores", "memory",
                                "fleetport.stations.broker", "none",
                                "fleetport.tracing.endpoint",
                                        collector.endpoint().toString(),
                                "fleetport.tracing.ratio", "1",
                                "fleetport.metrics.endpoint",
                                        collector.endpoint().toString(),
                                "fleetport.metrics.interval", "500ms")))) {
            StreamedFleet fleet = new StreamedFleet(1);
            fleet.say(server.part(IngestTelemetry.class), 0, 1);
            await().untilAsserted(() -> assertThat(fleet.acknowledged()).isEqualTo(1));
            assertThat(post(server)).isEqualTo(200);
            server.part(SpanExport.class).flush(Duration.ofSeconds(10));
            assertThat(collector.spans()).extracting(Span::getName).contains("receive test", "store memory");
            Span request = told(collector, "POST /api/v1/readings");
            assertThat(told(collector, "receive http").getParentSpanId()).isEqualTo(request.getSpanId());
            await().untilAsserted(() -> assertThat(collector.metrics())
                    .extracting(Metric::getName)
                    .contains("fleetport.role", "fleetport.intake.deliveries", "fleetport.tracing.spans"));
        }
    }

    private int post(Server server) throws Exception {
        String token = DevelopmentIssuer.open(LocalLayout.issuerKey(folder.resolve("data")), Clock.systemUTC())
                .mint(new OrganizationId("demo"), "feed", List.of(Role.SOURCE), Duration.ofMinutes(5));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(server.api().resolve("/api/v1/readings"))
                                    .header("Authorization", "Bearer " + token)
                                    .header("Content-Type", "application/json")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    "[{\"vehicle_id\":\"van-7\",\"observed_at\":\"2026-03-01T12:00:00Z\",\"speed_kmh\":36}]"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static Span told(Collector collector, String name) {
        return collector.spans().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " was not told"));
    }
}
