package io.fleetport.application.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.memory.InMemoryTelemetryStream;
import io.fleetport.application.memory.InProcessLiveBus;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.out.StreamReader;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.TelemetryStream;
import io.fleetport.application.port.out.VehicleKey;
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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Both ends together: what was acknowledged is stored once, whatever fails between them. */
class ThroughTheStreamTest {

    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(3_600);
    private static final int CARS = 20;
    private static final int EACH = 50;

    private final InMemoryStores stores = new InMemoryStores();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger acknowledged = new AtomicInteger();

    @Test
    void whatWasAcknowledgedIsStoredOnceThoughTheStreamThrottlesAndTheConsumerIsKilled() {
        InMemoryTelemetryStream stream = new InMemoryTelemetryStream(
                3,
                new TelemetryStream.Limits(100_000, 5, 500_000),
                entry -> ThreadLocalRandom.current().nextInt(3) > 0,
                Clock.systemUTC());
        StreamPublication edge = new StreamPublication(
                stream,
                new StreamSettings(
                        2, 10_000, 1 << 20, Duration.ofMillis(2), Duration.ofMillis(1), Duration.ofMillis(5)),
                meters);
        edge.start();
        for (int number = 0; number < EACH; number++) {
            for (int car = 0; car < CARS; car++) {
                assertThat(edge.offer(said(car, number))).isTrue();
            }
        }
        edge.close();
        assertThat(acknowledged).hasValue(CARS * EACH);

        TelemetryIngestion first = intake();
        // Dies after a while: what it stores from then on it does not hear of, and so it tells the stream nothing.
        AtomicInteger heard = new AtomicInteger();
        StreamReader.Reading killed = stream.reader("consumer", Duration.ofMillis(200))
                .read(consumption(new Deaf(first, () -> heard.incrementAndGet() > 300)));
        await().untilAsserted(() -> assertThat(history()).isGreaterThan(600));
        killed.close();
        first.close();

        TelemetryIngestion second = intake();
        try (second;
                StreamReader.Reading next =
                        stream.reader("consumer", Duration.ofMillis(200)).read(consumption(second))) {
            await().untilAsserted(() -> assertThat(history()).isEqualTo(CARS * EACH));
        }
        assertThat(meters.get("fleetport.intake.deliveries")
                        .tag("outcome", "duplicate")
                        .counter()
                        .count())
                .isPositive();
        for (int car = 0; car < CARS; car++) {
            assertThat(readings(car)).hasSize(EACH).doesNotHaveDuplicates();
        }
    }

    /** Passes on, but of settlements only until it is deaf. */
    private record Deaf(IngestTelemetry intake, BooleanSupplier deaf) implements IngestTelemetry {
        @Override
        public boolean offer(Delivery delivery) {
            return intake.offer(delivery.settledBy(outcome -> {
                if (!deaf.getAsBoolean()) {
                    delivery.settlement().settled(outcome);
                }
            }));
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
        int all = 0;
        for (int car = 0; car < CARS; car++) {
            all += readings(car).size();
        }
        return all;
    }

    private List<Reading> readings(int car) {
        return stores.history().between(vehicle(car), START, START.plusSeconds(EACH), null, 1_000);
    }
}
