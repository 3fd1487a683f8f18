package io.fleetport.aws.kinesis;

import static io.fleetport.aws.kinesis.KinesisRig.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.contract.StreamEar;
import io.fleetport.application.port.out.StreamReader;
import io.fleetport.application.stream.StreamedFleet;
import io.fleetport.application.telemetry.TelemetryIngestion;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** A consumer with a connection of its own, as the library and the SDK make it, before our own {@code SubscribeToShard}. */
class KinesisFanOutTest {

    private static final int CARS = 20;

    private static KinesisRig rig;
    private static FanOutWire wire;

    private final StreamedFleet fleet = new StreamedFleet(CARS);

    @BeforeAll
    static void start() {
        rig = new KinesisRig();
        // Subscriptions of seconds rather than five minutes, and refused for less than five seconds.
        wire = new FanOutWire(rig.wire().endpoint(), Duration.ofSeconds(2), Duration.ofMillis(1_500));
    }

    @AfterAll
    static void end() {
        if (rig != null) {
            wire.close();
            rig.close();
        }
    }

    @Test
    void everythingIsStoredOnceThroughSubscriptionsThatEndAndBreakAndAreTaken() {
        String name = rig.stream(2);
        int subscriptions = wire.asked("SubscribeToShard");
        try (KinesisStream stream = rig.open(name);
                TelemetryIngestion intake = fleet.intake();
                StreamReader.Reading reading = rig.reader(name, wire).read(fleet.consumption(intake))) {
            KinesisRig.publish(stream, fleet, 0, 20);
            stored(20);

            wire.cut();
            KinesisRig.publish(stream, fleet, 20, 40);
            stored(40);

            wire.takeAll();
            KinesisRig.publish(stream, fleet, 40, 60);
            stored(60);
            assertThat(wire.refused()).isPositive();

            int before = wire.asked("SubscribeToShard");
            soon().untilAsserted(
                            () -> assertThat(wire.asked("SubscribeToShard")).isGreaterThanOrEqualTo(before + 2));
            KinesisRig.publish(stream, fleet, 60, 80);
            stored(80);
        }
        assertThat(fleet.acknowledged()).isEqualTo(80 * CARS);
        for (int car = 0; car < CARS; car++) {
            assertThat(fleet.readings(car)).hasSize(80).doesNotHaveDuplicates();
        }
        assertThat(wire.asked("GetRecords")).isZero();
        assertThat(wire.asked("SubscribeToShard") - subscriptions).isGreaterThanOrEqualTo(8);
    }

    @Test
    void theNextConsumerGoesOnBehindWhatIsDurable() {
        String name = rig.stream(1);
        try (KinesisStream stream = rig.open(name)) {
            for (int number = 0; number < 3; number++) {
                KinesisRig.put(stream, List.of("car"), number);
            }
            StreamEar first = new StreamEar();
            first.durableUpTo("car", "1");
            int registered = wire.asked("RegisterStreamConsumer");
            try (StreamReader.Reading reading = rig.reader(name, wire).read(first)) {
                soon().untilAsserted(() -> assertThat(first.ofKey("car")).containsExactly("0", "1", "2"));
            }
            KinesisRig.put(stream, List.of("car"), 3);
            StreamEar second = new StreamEar();
            try (StreamReader.Reading reading = rig.reader(name, wire).read(second)) {
                soon().untilAsserted(() -> assertThat(second.ofKey("car")).containsExactly("2", "3"));
            }
            assertThat(wire.asked("RegisterStreamConsumer")).isEqualTo(registered + 1);
        }
    }

    @Test
    void aShardThatIsSplitKeepsTheOrderOfItsKeys() {
        String name = rig.stream(1);
        List<String> cars = IntStream.range(0, 12).mapToObj(i -> "car-" + i).toList();
        StreamEar ear = new StreamEar();
        try (KinesisStream stream = rig.open(name);
                StreamReader.Reading reading = rig.reader(name, wire).read(ear)) {
            for (int round = 0; round < 10; round++) {
                KinesisRig.put(stream, cars, round);
            }
            soon().untilAsserted(() -> assertThat(ear.heard()).isNotEmpty());
            Shard parent = rig.shards(name).getFirst();
            rig.split(name, parent);
            for (int round = 10; round < 20; round++) {
                KinesisRig.put(stream, cars, round);
            }
            soon().untilAsserted(() -> assertThat(ear.heard()).hasSize(20 * cars.size()));
            soon().untilAsserted(() ->
                    assertThat(rig.dynamo().checkpoint(name, parent.shardId())).isEqualTo("SHARD_END"));
        }
        assertThat(ear.shards()).hasSize(3);
        for (String car : cars) {
            assertThat(ear.ofKey(car))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 20).mapToObj(Integer::toString).toList());
        }
    }

    private void stored(int rounds) {
        soon().untilAsserted(() -> assertThat(fleet.stored()).isEqualTo(rounds * CARS));
    }
}
