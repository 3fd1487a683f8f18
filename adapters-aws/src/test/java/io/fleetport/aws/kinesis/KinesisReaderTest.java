package io.fleetport.aws.kinesis;

import static io.fleetport.aws.kinesis.KinesisRig.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.contract.RememberedTracing;
import io.fleetport.application.contract.StreamEar;
import io.fleetport.application.contract.TracingContract.Told;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.out.StreamReader;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.TraceContext;
import io.fleetport.application.stream.StreamPublication;
import io.fleetport.application.stream.StreamSettings;
import io.fleetport.application.stream.StreamedFleet;
import io.fleetport.application.telemetry.TelemetryIngestion;
import io.fleetport.application.tracing.TracedIntake;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** What the contract cannot see: consumers that are killed, shards that are split, and traces that go along. */
class KinesisReaderTest {

    private static final int CARS = 20;

    private static KinesisRig rig;

    private final StreamedFleet fleet = new StreamedFleet(CARS);

    @BeforeAll
    static void start() {
        rig = new KinesisRig();
    }

    @AfterAll
    static void end() {
        if (rig != null) {
            rig.close();
        }
    }

    @Test
    void aConsumerThatIsKilledLosesAndDoublesNothing() {
        String name = rig.stream(2);
        try (KinesisStream stream = rig.open(name)) {
            KinesisRig.publish(stream, fleet, 0, 20);
            TelemetryIngestion first = fleet.intake();
            Dying dying = new Dying(first, new AtomicInteger(25 * CARS));
            KinesisReading killed = rig.reading(name, fleet.consumption(dying));
            soon().untilAsserted(() -> assertThat(fleet.stored()).isEqualTo(20 * CARS));
            KinesisRig.publish(stream, fleet, 20, 40);
            soon().untilAsserted(() -> assertThat(dying.stores().get()).isNegative());
            killed.kill();
            first.close();
            assertThat(fleet.stored()).isLessThan(40 * CARS);
            KinesisRig.publish(stream, fleet, 40, 60);

            TelemetryIngestion second = fleet.intake();
            try (second;
                    StreamReader.Reading next = rig.reader(name).read(fleet.consumption(second))) {
                soon().untilAsserted(() -> assertThat(fleet.stored()).isEqualTo(60 * CARS));
            }
        }
        assertThat(fleet.acknowledged()).isEqualTo(60 * CARS);
        for (int car = 0; car < CARS; car++) {
            assertThat(fleet.readings(car)).doesNotHaveDuplicates();
        }
    }

    @Test
    void aTraceGoesThroughTheStreamWithTheMessagesThatAreFollowed() {
        RememberedTracing tracing = new RememberedTracing();
        StreamedFleet traced = new StreamedFleet(CARS, tracing);
        String name = rig.stream(2);
        try (KinesisStream stream = rig.open(name);
                TelemetryIngestion intake = traced.intake();
                StreamReader.Reading reading = rig.reader(name).read(traced.consumption(intake))) {
            try (StreamPublication edge =
                    new StreamPublication(stream, StreamSettings.DEFAULT, traced.meters(), tracing)) {
                edge.start();
                traced.say(edge, 0, 2); // of every car some that nobody follows, too
                traced.say(new TracedIntake(edge, tracing), 2, 4);
            }
            soon().untilAsserted(() -> assertThat(traced.stored()).isEqualTo(4 * CARS));
            soon().untilAsserted(() -> assertThat(traces(tracing, "process")).hasSize(2 * CARS));
        }
        assertThat(traces(tracing, "process"))
                .containsExactlyInAnyOrderElementsOf(traces(tracing, "receive"))
                .containsExactlyInAnyOrderElementsOf(traces(tracing, "send"));
        Set<TraceContext> sent = of(tracing, "send").map(Told::context).collect(Collectors.toSet());
        assertThat(of(tracing, "process"))
                .extracting(Told::cause)
                .isSubsetOf(sent)
                .doesNotHaveDuplicates();
    }

    private static Stream<Told> of(RememberedTracing tracing, String step) {
        return tracing.told().stream().filter(told -> told.step().equals(step));
    }

    private static List<String> traces(RememberedTracing tracing, String step) {
        return of(tracing, step).map(told -> told.context().traceId()).toList();
    }

    @Test
    void aLeaderThatDiedWithoutAWordIsReplaced() {
        String name = rig.stream(1);
        StreamEar ear = new StreamEar();
        try (KinesisStream stream = rig.open(name)) {
            KinesisReading first = rig.reading(name, ear);
            KinesisRig.put(stream, List.of("car"), 0);
            soon().untilAsserted(() -> assertThat(ear.heard()).hasSize(1));
            soon().untilAsserted(() -> assertThat(rig.dynamo().leader(name)).isPresent());
            var leader = rig.dynamo().leader(name).orElseThrow();
            first.kill();
            rig.dynamo().leader(name, leader);
            try (StreamReader.Reading next = rig.reader(name).read(ear)) {
                KinesisRig.put(stream, List.of("car"), 1);
                soon().untilAsserted(() -> assertThat(ear.ofKey("car")).contains("1"));
            }
        }
    }

    @Test
    void aShardThatIsSplitKeepsTheOrderOfItsKeys() {
        String name = rig.stream(1);
        List<String> cars = IntStream.range(0, 12).mapToObj(i -> "car-" + i).toList();
        StreamEar ear = new StreamEar();
        try (KinesisStream stream = rig.open(name)) {
            for (int round = 0; round < 10; round++) {
                KinesisRig.put(stream, cars, round);
            }
            Shard parent = rig.shards(name).getFirst();
            rig.split(name, parent);
            for (int round = 10; round < 20; round++) {
                KinesisRig.put(stream, cars, round);
            }
            try (StreamReader.Reading reading = rig.reader(name).read(ear)) {
                soon().untilAsserted(() -> assertThat(ear.heard()).hasSize(20 * cars.size()));
                soon().untilAsserted(() -> assertThat(rig.dynamo().checkpoint(name, parent.shardId()))
                        .isEqualTo("SHARD_END"));
            }
        }
        assertThat(ear.shards()).hasSize(3);
        for (String car : cars) {
            assertThat(ear.ofKey(car))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 20).mapToObj(Integer::toString).toList());
        }
    }

    /** Stores so many; what it takes from then on is nowhere but in its memory. */
    private record Dying(IngestTelemetry intake, AtomicInteger stores) implements IngestTelemetry {
        @Override
        public boolean offer(Delivery delivery) {
            return stores.getAndDecrement() <= 0 || intake.offer(delivery);
        }

        @Override
        public void whenRoom(Subject subject, Runnable resume) {
            intake.whenRoom(subject, resume);
        }
    }
}
