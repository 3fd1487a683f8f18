package io.fleetport.application.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.memory.InMemoryTelemetryStream;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.out.StreamReader;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.TelemetryStream;
import io.fleetport.application.telemetry.TelemetryIngestion;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Both ends together: what was acknowledged is stored once, whatever fails between them. */
class ThroughTheStreamTest {

    private static final int CARS = 20;
    private static final int EACH = 50;

    private final StreamedFleet fleet = new StreamedFleet(CARS);

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
                fleet.meters());
        edge.start();
        fleet.say(edge, 0, EACH);
        edge.close();
        assertThat(fleet.acknowledged()).isEqualTo(CARS * EACH);

        TelemetryIngestion first = fleet.intake();
        // Dies after a while: what it stores from then on it does not hear of, and so it tells the stream nothing.
        AtomicInteger heard = new AtomicInteger();
        StreamReader.Reading killed = stream.reader("consumer", Duration.ofMillis(200))
                .read(fleet.consumption(new Deaf(first, () -> heard.incrementAndGet() > 300)));
        await().untilAsserted(() -> assertThat(fleet.stored()).isGreaterThan(600));
        killed.close();
        first.close();

        TelemetryIngestion second = fleet.intake();
        try (second;
                StreamReader.Reading next =
                        stream.reader("consumer", Duration.ofMillis(200)).read(fleet.consumption(second))) {
            await().untilAsserted(() -> assertThat(fleet.stored()).isEqualTo(CARS * EACH));
        }
        assertThat(fleet.meters()
                        .get("fleetport.intake.deliveries")
                        .tag("outcome", "duplicate")
                        .counter()
                        .count())
                .isPositive();
        for (int car = 0; car < CARS; car++) {
            assertThat(fleet.readings(car)).hasSize(EACH).doesNotHaveDuplicates();
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
}
