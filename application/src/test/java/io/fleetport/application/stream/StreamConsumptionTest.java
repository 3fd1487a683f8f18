package io.fleetport.application.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.encoding.DeliveryEncoding;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.StreamReader;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StreamConsumptionTest {

    private static final OrganizationId OPERATOR = new OrganizationId("operator");
    private static final VehicleKey CAR = new VehicleKey(new OrganizationId("acme"), new VehicleId(new UUID(1, 2)));
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final HeldIntake intake = new HeldIntake();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final StreamReader.ShardConsumer shard = consumption(new OwnEntries());

    /** Takes as many as it has room for and settles when told. */
    private static final class HeldIntake implements IngestTelemetry {
        final List<Delivery> taken = new CopyOnWriteArrayList<>();
        final List<Runnable> waiting = new CopyOnWriteArrayList<>();
        volatile int room = 1_000;

        @Override
        public synchronized boolean offer(Delivery delivery) {
            if (room == 0) {
                return false;
            }
            room--;
            taken.add(delivery);
            return true;
        }

        @Override
        public void whenRoom(Subject subject, Runnable resume) {
            waiting.add(resume);
        }

        void settle(int index) {
            taken.get(index).settlement().settled(Outcome.ACCEPTED);
        }
    }

    @Test
    void onlyWhatIsSettledUpToTheFirstThatIsNotIsDurable() throws InterruptedException {
        shard.take(List.of(entry("1", 2), entry("2", 1), entry("3", 1)));
        assertThat(intake.taken).hasSize(4);
        assertThat(shard.durable()).isEmpty();
        intake.settle(0);
        intake.settle(2);
        assertThat(shard.durable()).isEmpty();
        intake.settle(1);
        assertThat(shard.durable()).contains("2");
        assertThat(shard.durable()).isEmpty();
        assertThat(shard.awaitDurable(Duration.ofMillis(1))).isFalse();
        intake.settle(3);
        assertThat(shard.awaitDurable(Duration.ofMillis(1))).isTrue();
        assertThat(shard.durable()).contains("3");
    }

    @Test
    void withoutRoomItWaitsAndKeepsTheOrder() throws InterruptedException {
        intake.room = 1;
        Thread taking = Thread.ofVirtual().start(() -> take(shard, List.of(entry("1", 3))));
        await().untilAsserted(() -> assertThat(intake.waiting).hasSize(1));
        assertThat(intake.taken).hasSize(1);
        intake.room = 2;
        intake.waiting.getFirst().run();
        taking.join();
        assertThat(intake.taken).hasSize(3);
        assertThat(intake.taken.stream().map(Delivery::raw).map(raw -> (int) raw[0]))
                .containsExactly(0, 1, 2);
    }

    @Test
    void oneThatIsStoppedWhileItWaitsTakesNoMore() throws InterruptedException {
        intake.room = 1;
        Thread taking = Thread.ofVirtual().start(() -> assertThatThrownBy(() -> shard.take(List.of(entry("1", 2))))
                .isInstanceOf(InterruptedException.class));
        await().untilAsserted(() -> assertThat(intake.waiting).hasSize(1));
        shard.stop();
        taking.join();
        intake.settle(0);
        assertThat(shard.durable()).isEmpty();
        assertThat(shard.awaitDurable(Duration.ofSeconds(10))).isFalse();
    }

    @Test
    void behindAnEntryThatWasLeftOutNothingIsTakenAndNothingIsDurable() throws InterruptedException {
        StreamReader.ShardConsumer broken = consumption(entry -> {
            if (entry.position().equals("2")) {
                throw new AssertionError("a bug");
            }
            return List.of();
        });
        assertThatThrownBy(() -> broken.take(List.of(entry("1", 1), entry("2", 1), entry("3", 1))))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> broken.take(List.of(entry("4", 1)))).isInstanceOf(InterruptedException.class);
        assertThat(broken.durable()).contains("1");
        assertThat(broken.awaitDurable(Duration.ofSeconds(10))).isFalse();
    }

    @Test
    void anEntryOfANewerVersionIsADeadLetterOfItsVehicle() throws InterruptedException {
        byte[] newer = bytes(1);
        newer[0] = 9;
        shard.take(List.of(new StreamReader.Entry("1", "key", NOON, newer), entry("2", 1)));
        Delivery kept = intake.taken.getFirst();
        assertThat(kept.subject()).isEqualTo(CAR);
        assertThat(kept.content()).isInstanceOfSatisfying(Delivery.Unusable.class, unusable -> {
            assertThat(unusable.reason()).isEqualTo(DeadLetterReason.UNDECODABLE);
            assertThat(unusable.detail()).contains("version 9");
        });
        assertThat(kept.raw()).isEqualTo(newer);
        assertThat(kept.receivedAt()).isEqualTo(NOON);
        assertThat(intake.taken).hasSize(2);
    }

    @Test
    void whatIsNobodysIsTheOperatorsWithoutAVin() throws InterruptedException {
        byte[] stray = "{\"vin\":\"5YJ3E1EA7JF000001\"}".getBytes(StandardCharsets.US_ASCII);
        shard.take(List.of(new StreamReader.Entry("1", "key", NOON, stray)));
        Delivery kept = intake.taken.getFirst();
        assertThat(kept.subject()).isEqualTo(new StationKey(OPERATOR, new StationId("stream")));
        assertThat(new String(kept.raw(), StandardCharsets.US_ASCII)).isEqualTo("{\"vin\":\"*****************\"}");
        assertThat(meters.get("fleetport.stream.read.ownerless").counter().count())
                .isEqualTo(1);
        intake.settle(0);
        assertThat(shard.durable()).contains("1");
    }

    @Test
    void aFormThatCannotAskNowIsAskedAgain() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        StreamReader.ShardConsumer patient = consumption(entry -> {
            if (asked.incrementAndGet() < 2) {
                throw new PortUnavailable("gone", new IllegalStateException());
            }
            return List.of();
        });
        patient.take(List.of(entry("1", 1)));
        assertThat(asked).hasValue(2);
        assertThat(patient.durable()).contains("1");
    }

    private StreamReader.ShardConsumer consumption(EntryForm form) {
        return new StreamConsumption(intake, form, OPERATOR, Clock.systemUTC(), meters).of("shard-0");
    }

    private static void take(StreamReader.ShardConsumer shard, List<StreamReader.Entry> entries) {
        try {
            shard.take(entries);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static StreamReader.Entry entry(String position, int deliveries) {
        return new StreamReader.Entry(position, "key", NOON, bytes(deliveries));
    }

    private static byte[] bytes(int deliveries) {
        DeliveryEncoding.Writer writer = new DeliveryEncoding.Writer(CAR, 10_000);
        for (int i = 0; i < deliveries; i++) {
            writer.add(new Delivery(
                    CAR, "test", NOON, new Delivery.Said(NOON, List.of()), new byte[] {(byte) i}, outcome -> {}));
        }
        return writer.toByteArray();
    }
}
