package io.fleetport.bootstrap.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.fleetport.application.contract.FreePort;
import io.fleetport.application.contract.TracingContract;
import io.fleetport.application.memory.InMemoryTelemetryStream;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.out.StreamReader;
import io.fleetport.application.port.out.TelemetryStream;
import io.fleetport.application.port.out.TraceContext;
import io.fleetport.application.port.out.Tracing;
import io.fleetport.application.stream.StreamPublication;
import io.fleetport.application.stream.StreamSettings;
import io.fleetport.application.stream.StreamedFleet;
import io.fleetport.application.telemetry.TelemetryIngestion;
import io.fleetport.application.tracing.TracedIntake;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Steps as the spans that arrive at a collector, over the wire. */
final class OpenTelemetryTracingTest implements TracingContract {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static Collector collector;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final int before = collector.spans().size();
    private final SpanExport export = new SpanExport(settings(collector.endpoint(), 1, 2_048), meters);
    private final Tracing tracing = new OpenTelemetryTracing(export, "aws_kinesis", "telemetry", "postgresql");

    @BeforeAll
    static void start() throws IOException {
        collector = new Collector();
    }

    @AfterAll
    static void stop() {
        collector.close();
    }

    @AfterEach
    void close() {
        export.close();
    }

    @Override
    public Tracing tracing() {
        return tracing;
    }

    @Override
    public List<Told> told() {
        return spans().stream()
                .map(span -> new Told(
                        span.getName().substring(0, span.getName().indexOf(' ')),
                        context(span, span.getSpanId()),
                        span.getParentSpanId().isEmpty() ? TraceContext.NONE : context(span, span.getParentSpanId()),
                        span.getLinksList().stream()
                                .map(link -> context(link.getTraceId(), link.getSpanId(), link.getFlags()))
                                .toList(),
                        attributes(span).get("error.type")))
                .toList();
    }

    @Test
    void aMessageIsOneTraceFromTheEdgeToTheDatabaseAndTellsNothingOfWhatItSaid() {
        StreamedFleet fleet = new StreamedFleet(1, tracing);
        InMemoryTelemetryStream stream = new InMemoryTelemetryStream(
                1, new TelemetryStream.Limits(100_000, 5, 500_000), entry -> true, Clock.systemUTC());
        StreamPublication edge = new StreamPublication(stream, StreamSettings.DEFAULT, fleet.meters(), tracing);
        edge.start();
        fleet.say(new TracedIntake(edge, tracing), 0, 1);
        edge.close();
        TelemetryIngestion intake = fleet.intake();
        try (intake;
                StreamReader.Reading reading =
                        stream.reader("consumer", Duration.ofSeconds(1)).read(fleet.consumption(intake))) {
            await().untilAsserted(() -> assertThat(spans()).hasSize(4));
        }
        Map<String, Span> byName = spans().stream().collect(Collectors.toMap(Span::getName, Function.identity()));
        assertThat(byName.keySet())
                .containsExactlyInAnyOrder("receive test", "send telemetry", "process telemetry", "store postgresql");
        Span receive = byName.get("receive test");
        Span send = byName.get("send telemetry");
        Span process = byName.get("process telemetry");
        Span store = byName.get("store postgresql");
        assertThat(List.of(receive, send, process, store))
                .extracting(Span::getTraceId)
                .containsOnly(receive.getTraceId());
        assertThat(receive.getParentSpanId()).isEqualTo(ByteString.EMPTY);
        assertThat(send.getParentSpanId()).isEqualTo(receive.getSpanId());
        assertThat(process.getParentSpanId()).isEqualTo(send.getSpanId());
        assertThat(store.getParentSpanId()).isEqualTo(process.getSpanId());
        assertThat(List.of(receive, send, process, store))
                .extracting(Span::getKind)
                .containsExactly(
                        Span.SpanKind.SPAN_KIND_SERVER,
                        Span.SpanKind.SPAN_KIND_PRODUCER,
                        Span.SpanKind.SPAN_KIND_CONSUMER,
                        Span.SpanKind.SPAN_KIND_CLIENT);
        assertThat(attributes(receive))
                .isEqualTo(Map.of(
                        "fleetport.source", "test",
                        "fleetport.organization", "acme",
                        "fleetport.subject", "vehicle",
                        "fleetport.outcome", "accepted",
                        "messaging.message.body.size", "1"));
        assertThat(attributes(process))
                .isEqualTo(Map.of(
                        "messaging.system", "aws_kinesis",
                        "messaging.destination.name", "telemetry",
                        "messaging.operation.name", "process",
                        "messaging.operation.type", "process",
                        "messaging.destination.partition.id", "shard-0",
                        "messaging.message.body.size", "1",
                        "fleetport.organization", "acme",
                        "fleetport.subject", "vehicle",
                        "fleetport.outcome", "accepted"));
        assertThat(attributes(store)).isEqualTo(Map.of("db.system.name", "postgresql", "db.operation.batch.size", "1"));
        assertThat(collector.resource())
                .containsEntry("service.name", "fleetport")
                .containsEntry("deployment.environment.name", "local")
                .hasEntrySatisfying(
                        "fleetport.roles", roles -> assertThat(roles).contains("edge", "consumer"));
        assertThat(count(meters, "exported")).isEqualTo(4);
    }

    @Test
    void ofNoneNothingIsToldAndNothingGoesWithTheMessage() {
        try (SpanExport none = new SpanExport(settings(collector.endpoint(), 0, 16), meters)) {
            Tracing silent = new OpenTelemetryTracing(none, "none", "none", "memory");
            assertThat(silent.receive(new StreamedFleet(1).said(0, 1))).isSameAs(Tracing.Span.NONE);
        }
        assertThat(spans()).isEmpty();
    }

    @Test
    void aCollectorThatIsAwayStopsNothingAndWhatIsLostIsCounted() throws IOException {
        SimpleMeterRegistry counted = new SimpleMeterRegistry();
        URI nobody = URI.create("http://127.0.0.1:" + FreePort.any());
        try (SpanExport lost = new SpanExport(settings(nobody, 1, 4), counted)) {
            Tracing telling = new OpenTelemetryTracing(lost, "none", "none", "memory");
            for (int i = 0; i < 100; i++) {
                Tracing.Span span = telling.receive(new StreamedFleet(1).said(0, i));
                assertThat(span.context().isTrace()).isTrue();
                span.end(Outcome.ACCEPTED);
            }
            lost.flush(PATIENCE);
            await().untilAsserted(() -> assertThat(count(counted, "failed") + count(counted, "dropped"))
                    .isEqualTo(100));
            assertThat(count(counted, "failed")).isPositive();
            assertThat(count(counted, "dropped")).isPositive();
            assertThat(count(counted, "exported")).isZero();
        }
    }

    private List<Span> spans() {
        export.flush(PATIENCE);
        List<Span> all = collector.spans();
        return all.subList(before, all.size());
    }

    private static Map<String, String> attributes(Span span) {
        return Collector.attributes(span.getAttributesList());
    }

    private static TraceContext context(Span span, ByteString step) {
        return context(span.getTraceId(), step, span.getFlags());
    }

    /** Of OTLP's flags the lowest eight are those of a {@code traceparent}. */
    private static TraceContext context(ByteString trace, ByteString step, int flags) {
        ByteBuffer ids = trace.asReadOnlyByteBuffer();
        return new TraceContext(
                ids.getLong(), ids.getLong(), step.asReadOnlyByteBuffer().getLong(), flags & 0xff);
    }

    private static double count(SimpleMeterRegistry meters, String outcome) {
        return meters.get("fleetport.tracing.spans")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    static ExportSettings settings(URI endpoint, double ratio, int queued) {
        return new ExportSettings(
                endpoint, ratio, true, queued, Duration.ofSeconds(1), List.of("edge", "consumer"), "local");
    }
}
