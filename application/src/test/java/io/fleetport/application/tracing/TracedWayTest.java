package io.fleetport.application.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.contract.RememberedTracing;
import io.fleetport.application.contract.TracingContract.Told;
import io.fleetport.application.memory.InMemoryTelemetryStream;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.out.StreamReader;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.TelemetryStream;
import io.fleetport.application.port.out.TraceContext;
import io.fleetport.application.stream.StreamPublication;
import io.fleetport.application.stream.StreamSettings;
import io.fleetport.application.stream.StreamedFleet;
import io.fleetport.application.telemetry.TelemetryIngestion;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A message's steps from who hears it, through the stream, to the commit. */
class TracedWayTest {

    private static final int CARS = 5;
    private static final int EACH = 4;

    private final RememberedTracing tracing = new RememberedTracing();
    private final StreamedFleet fleet = new StreamedFleet(CARS, tracing);

    @Test
    void everyMessageIsOneTraceFromTheEdgeToTheCommit() {
        InMemoryTelemetryStream stream = new InMemoryTelemetryStream(
                2, new TelemetryStream.Limits(100_000, 5, 500_000), entry -> true, Clock.systemUTC());
        StreamPublication edge = new StreamPublication(stream, StreamSettings.DEFAULT, fleet.meters(), tracing);
        edge.start();
        fleet.say(new TracedIntake(edge, tracing), 0, EACH);
        edge.close();
        TelemetryIngestion intake = fleet.intake();
        try (intake;
                StreamReader.Reading reading =
                        stream.reader("consumer", Duration.ofSeconds(1)).read(fleet.consumption(intake))) {
            await().untilAsserted(() -> assertThat(steps("process")).hasSize(CARS * EACH));
        }
        Map<TraceContext, Told> sent = byContext("send");
        Map<TraceContext, Told> received = byContext("receive");
        assertThat(received).hasSize(CARS * EACH).allSatisfy((context, told) -> assertThat(told.cause())
                .isEqualTo(TraceContext.NONE));
        assertThat(steps("process")).allSatisfy(processed -> {
            Told before = sent.get(processed.cause());
            assertThat(before).isNotNull();
            assertThat(received).containsKey(before.cause());
            assertThat(processed.context().traceId()).isEqualTo(before.cause().traceId());
        });
        Map<TraceContext, Told> processed = byContext("process");
        assertThat(steps("store")).isNotEmpty().allSatisfy(stored -> {
            assertThat(processed).containsKey(stored.cause());
            assertThat(stored.error()).isNull();
        });
        int stored = steps("store").stream()
                .mapToInt(told -> 1 + told.links().size())
                .sum();
        assertThat(stored).isEqualTo(CARS * EACH);
    }

    @Test
    void whereNobodyLooksOnNothingGoesWithTheMessages() {
        InMemoryTelemetryStream stream = new InMemoryTelemetryStream(
                1, new TelemetryStream.Limits(100_000, 5, 500_000), this::isOfTheFirstVersion, Clock.systemUTC());
        StreamedFleet plain = new StreamedFleet(1);
        try (StreamPublication edge = new StreamPublication(stream, StreamSettings.DEFAULT, plain.meters())) {
            edge.start();
            plain.say(edge, 0, 1);
            await().untilAsserted(() -> assertThat(plain.acknowledged()).isEqualTo(1));
        }
    }

    @Test
    void aMessageThereIsNoRoomForIsNotToldOf() {
        IngestTelemetry full = new IngestTelemetry() {
            @Override
            public boolean offer(Delivery delivery) {
                return false;
            }

            @Override
            public void whenRoom(Subject subject, Runnable resume) {
                resume.run();
            }
        };
        assertThat(new TracedIntake(full, tracing).offer(fleet.said(0, 1))).isFalse();
        assertThat(tracing.told()).isEmpty();
    }

    private boolean isOfTheFirstVersion(TelemetryStream.Entry entry) {
        return entry.bytes()[0] == 1;
    }

    private List<Told> steps(String step) {
        return tracing.told().stream().filter(told -> told.step().equals(step)).toList();
    }

    private Map<TraceContext, Told> byContext(String step) {
        return steps(step).stream().collect(Collectors.toMap(Told::context, told -> told));
    }
}
