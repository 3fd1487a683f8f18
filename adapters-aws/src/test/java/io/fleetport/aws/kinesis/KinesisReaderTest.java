package io.fleetport.aws.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.contract.StreamEar;
import io.fleetport.application.contract.TelemetryStreamContract;
import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.memory.InProcessLiveBus;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.out.StreamReader;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.stream.OwnEntries;
import io.fleetport.application.stream.StreamConsumption;
import io.fleetport.application.stream.StreamPublication;
import io.fleetport.application.stream.StreamSettings;
import io.fleetport.application.telemetry.IntakeRules;
import io.fleetport.application.telemetry.IntakeSettings;
import io.fleetport.application.telemetry.IntakeStores;
import io.fleetport.application.telemetry.TelemetryIngestion;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationRule;
import io.fleetport.domain.trip.TripRule;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.VehicleId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** What the contract cannot see: consumers that are killed, and shards that are split. */
class KinesisReaderTest {

    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(3_600);
    private static final int CARS = 20;

    private static KinesisRig rig;

    private final InMemoryStores stores = new InMemoryStores();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger acknowledged = new AtomicInteger();

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
            publish(stream, 0, 20);
            TelemetryIngestion first = intake();
            Dying dying = new Dying(first, new AtomicInteger(25 * CARS));
            KinesisReading killed = rig.reading(name, consumption(dying));
            soon().untilAsserted(() -> assertThat(history()).isEqualTo(20 * CARS));
            publish(stream, 20, 40);
            soon().untilAsserted(() -> assertThat(dying.stores().get()).isNegative());
            killed.kill();
            first.close();
            assertThat(history()).isLessThan(40 * CARS);
            publish(stream, 40, 60);

            TelemetryIngestion second = intake();
            try (second;
                    StreamReader.Reading next = rig.reader(name).read(consumption(second))) {
                soon().untilAsserted(() -> assertThat(history()).isEqualTo(60 * CARS));
            }
        }
        assertThat(acknowledged).hasValue(60 * CARS);
        for (int car = 0; car < CARS; car++) {
            assertThat(readings(car)).doesNotHaveDuplicates();
        }
    }

    @Test
    void aShardThatIsSplitKeepsTheOrderOfItsKeys() {
        String name = rig.stream(1);
        List<String> cars = IntStream.range(0, 12).mapToObj(i -> "car-" + i).toList();
        StreamEar ear = new StreamEar();
        try (KinesisStream stream = rig.open(name)) {
            for (int round = 0; round < 10; round++) {
                put(stream, cars, round);
            }
            Shard parent = rig.shards(name).getFirst();
            rig.split(name, parent);
            for (int round = 10; round < 20; round++) {
                put(stream, cars, round);
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

    private static void put(KinesisStream stream, List<String> cars, int round) {
        assertThat(stream.put(cars.stream()
                        .map(car -> TelemetryStreamContract.entry(car, round))
                        .toList()))
                .isEmpty();
    }

    private void publish(KinesisStream stream, int from, int until) {
        try (StreamPublication edge = new StreamPublication(stream, StreamSettings.DEFAULT, meters)) {
            edge.start();
            for (int number = from; number < until; number++) {
                for (int car = 0; car < CARS; car++) {
                    assertThat(edge.offer(said(car, number))).isTrue();
                }
            }
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

    private StreamConsumption consumption(IngestTelemetry intake) {
        return new StreamConsumption(
                intake, new OwnEntries(), new OrganizationId("operator"), Clock.systemUTC(), meters);
    }

    private TelemetryIngestion intake() {
        TelemetryIngestion intake = new TelemetryIngestion(
                new IntakeRules(IntakeSettings.DEFAULT, TripRule.DEFAULT, StationRule.DEFAULT),
                new IntakeStores(stores.ledger(), stores.history(), stores.trips(), stores.sessions(), stores.swaps()),
                new InProcessLiveBus(8),
                Clock.systemUTC(),
                meters,
                false,
                () -> {});
        intake.start();
        return intake;
    }

    private Delivery said(int car, int number) {
        return new Delivery(
                vehicle(car),
                "test",
                START,
                new Delivery.Said(START.plusSeconds(number), List.of(new Signal.Quantity(Signals.SPEED, number))),
                new byte[] {1},
                outcome -> {
                    assertThat(outcome).isEqualTo(Outcome.ACCEPTED);
                    acknowledged.incrementAndGet();
                });
    }

    private static VehicleKey vehicle(int car) {
        return new VehicleKey(ACME, new VehicleId(new UUID(5, car)));
    }

    private int history() {
        return IntStream.range(0, CARS).map(car -> readings(car).size()).sum();
    }

    private List<Reading> readings(int car) {
        return stores.history().between(vehicle(car), START, START.plusSeconds(1_000), null, 1_000);
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(90));
    }
}
