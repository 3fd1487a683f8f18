package io.fleetport.application.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.TelemetryStream;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.VehicleId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamPublicationTest {

    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final VehicleKey CAR = new VehicleKey(ACME, new VehicleId(new UUID(1, 1)));
    private static final VehicleKey VAN = new VehicleKey(ACME, new VehicleId(new UUID(2, 2)));
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Map<Integer, Outcome> outcomes = new ConcurrentHashMap<>();
    private FakeStream stream = new FakeStream(new TelemetryStream.Limits(1 << 20, 500, 5 << 20));
    private StreamPublication publication = open(1, 1_000, 1 << 20);

    @AfterEach
    void close() {
        stream.gate.set(() -> {});
        stream.takes.set(entry -> true);
        publication.close();
    }

    @Test
    void aDeliveryIsSettledOnlyAfterTheStreamHoldsIt() throws InterruptedException {
        Gate gate = new Gate();
        stream.gate.set(gate);
        offer(CAR, 0);
        gate.reached.await();
        assertThat(outcomes).isEmpty();
        gate.open.countDown();
        await().untilAsserted(() -> assertThat(outcomes).containsEntry(0, Outcome.ACCEPTED));
        assertThat(numbers(CAR)).containsExactly(0);
    }

    @Test
    void whatWaitsForAVehicleMeanwhileBecomesOneEntryBehindItsFirst() throws InterruptedException {
        Gate gate = new Gate();
        stream.gate.set(gate);
        offer(CAR, 0);
        gate.reached.await();
        for (int i = 1; i <= 20; i++) {
            assertThat(offer(CAR, i)).isTrue();
            assertThat(offer(VAN, 100 + i)).isTrue();
        }
        gate.open.countDown();
        await().untilAsserted(() -> assertThat(outcomes).hasSize(41));
        assertThat(stream.puts).hasSize(2);
        assertThat(stream.puts.get(1)).hasSize(2);
        assertThat(numbers(CAR))
                .containsExactlyElementsOf(IntStream.rangeClosed(0, 20).boxed().toList());
    }

    @Test
    void anEntryThatIsNotTakenHoldsUpItsVehicleAlone() {
        AtomicInteger tries = new AtomicInteger();
        AtomicBoolean carGoesIn = new AtomicBoolean();
        stream.takes.set(entry -> {
            boolean car = entry.key().equals(CAR.vehicle().value().toString());
            if (car) {
                tries.incrementAndGet();
            }
            return !car || carGoesIn.get();
        });
        offer(CAR, 0);
        await().until(() -> tries.get() > 1);
        offer(CAR, 1);
        offer(VAN, 2);
        offer(VAN, 3);
        await().untilAsserted(() -> assertThat(outcomes).containsOnlyKeys(2, 3));
        int before = tries.get();
        await().until(() -> tries.get() > before + 1);
        // The next of the vehicle is not even tried, or it could be taken first.
        assertThat(numbers(stream.puts.stream().flatMap(List::stream).toList(), CAR))
                .containsOnly(0);
        carGoesIn.set(true);
        await().untilAsserted(() -> assertThat(outcomes).hasSize(4));
        assertThat(numbers(CAR)).containsExactly(0, 1);
        assertThat(meters.get("fleetport.stream.not.taken").counter().count()).isGreaterThan(1);
    }

    @Test
    void whileTheStreamIsAwayNothingIsSettledAndNothingIsLost() {
        AtomicBoolean away = new AtomicBoolean(true);
        stream.gate.set(() -> {
            if (away.get()) {
                throw new PortUnavailable("gone", new IllegalStateException("connection refused"));
            }
        });
        offer(CAR, 0);
        await().untilAsserted(() -> assertThat(
                        meters.get("fleetport.stream.failed.puts").counter().count())
                .isGreaterThan(1));
        offer(CAR, 1);
        assertThat(outcomes).isEmpty();
        away.set(false);
        await().untilAsserted(() -> assertThat(outcomes).hasSize(2));
        assertThat(numbers(CAR)).containsExactly(0, 1);
    }

    @Test
    void aFullLaneTakesNothingAndTellsWhenThereIsRoom() throws InterruptedException {
        reopen(new TelemetryStream.Limits(1 << 20, 500, 5 << 20), 4, 1 << 20);
        Gate gate = new Gate();
        stream.gate.set(gate);
        int taken = 0;
        while (offer(CAR, taken)) {
            taken++;
        }
        assertThat(taken).isEqualTo(4);
        gate.reached.await();
        // What is underway still takes up room, else a stream that takes nothing would let memory grow.
        assertThat(offer(VAN, 100)).isFalse();
        AtomicBoolean room = new AtomicBoolean();
        publication.whenRoom(CAR, () -> room.set(true));
        assertThat(room).isFalse();
        gate.open.countDown();
        await().untilTrue(room);
        await().untilAsserted(() -> assertThat(outcomes).hasSize(4));
        assertThat(offer(CAR, 4)).isTrue();
    }

    @Test
    void bytesAreBoundedTooButOneDeliveryIsAlwaysLetIn() {
        reopen(new TelemetryStream.Limits(1 << 20, 500, 5 << 20), 1_000, 100);
        Gate gate = new Gate();
        stream.gate.set(gate);
        assertThat(offer(CAR, 0, new byte[150])).isTrue();
        assertThat(offer(CAR, 1, new byte[60])).isFalse();
        gate.open.countDown();
        await().untilAsserted(() -> assertThat(outcomes).hasSize(1));
        assertThat(offer(CAR, 1, new byte[60])).isTrue();
    }

    @Test
    void entriesAndPutsStayWithinTheStreamsLimits() throws InterruptedException {
        reopen(new TelemetryStream.Limits(2_000, 3, 4_500), 1_000, 1 << 20);
        Gate gate = new Gate();
        stream.gate.set(gate);
        offer(CAR, 0);
        gate.reached.await();
        for (int i = 1; i < 40; i++) {
            offer(new VehicleKey(ACME, new VehicleId(new UUID(3, i % 5))), i, new byte[600]);
        }
        gate.open.countDown();
        await().untilAsserted(() -> assertThat(outcomes).hasSize(40));
        assertThat(stream.puts).allSatisfy(put -> {
            assertThat(put).hasSizeBetween(1, 3);
            assertThat(put).allSatisfy(entry -> assertThat(
                            entry.bytes().length + entry.key().length())
                    .isLessThanOrEqualTo(2_000));
            assertThat(put.stream()
                            .mapToInt(
                                    entry -> entry.bytes().length + entry.key().length())
                            .sum())
                    .isLessThanOrEqualTo(4_500);
        });
        for (int car = 0; car < 5; car++) {
            assertThat(numbers(new VehicleKey(ACME, new VehicleId(new UUID(3, car)))))
                    .isSorted()
                    .hasSizeGreaterThanOrEqualTo(7);
        }
    }

    @Test
    void oneTooLargeForAnEntryBecomesADeadLetterAndNothingElseSuffers() {
        reopen(new TelemetryStream.Limits(2_000, 3, 4_500), 1_000, 1 << 20);
        offer(CAR, 0);
        offer(CAR, 1, new byte[5_000]);
        offer(CAR, 2);
        await().untilAsserted(() -> assertThat(outcomes).hasSize(3));
        assertThat(outcomes.get(1)).isInstanceOfSatisfying(Outcome.DeadLettered.class, kept -> {
            assertThat(kept.reason()).isEqualTo(DeadLetterReason.TOO_LARGE);
            assertThat(kept.detail()).contains("2000 bytes");
        });
        List<Delivery> inside = stream.deliveries(CAR.vehicle().value().toString());
        assertThat(inside).hasSize(3);
        assertThat(inside.get(1).content()).isInstanceOf(Delivery.Unusable.class);
        assertThat(inside.get(1).raw()).hasSize(1_000);
        assertThat(meters.get("fleetport.stream.too.large").counter().count()).isEqualTo(1);
    }

    @Test
    void closingPutsWhatIsQueued() {
        for (int i = 0; i < 50; i++) {
            offer(i % 2 == 0 ? CAR : VAN, i);
        }
        publication.close();
        assertThat(outcomes).hasSize(50);
        assertThat(offer(CAR, 51)).isFalse();
    }

    @Test
    void whateverIsNotTakenHoweverOftenEveryVehicleKeepsItsOrder() {
        stream.takes.set(entry -> ThreadLocalRandom.current().nextInt(3) == 0);
        int number = 0;
        for (int round = 0; round < 40; round++) {
            int puts = stream.puts.size();
            for (int car = 0; car < 10; car++) {
                assertThat(offer(new VehicleKey(ACME, new VehicleId(new UUID(9, car))), number++))
                        .isTrue();
            }
            await().pollInterval(Duration.ofMillis(1)).until(() -> stream.puts.size() > puts);
        }
        int all = number;
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(outcomes).hasSize(all));
        for (int car = 0; car < 10; car++) {
            assertThat(numbers(new VehicleKey(ACME, new VehicleId(new UUID(9, car)))))
                    .hasSize(40)
                    .isSorted();
        }
    }

    /** Stops the first put, and every one until it is opened. */
    private static final class Gate implements Runnable {
        final CountDownLatch reached = new CountDownLatch(1);
        final CountDownLatch open = new CountDownLatch(1);

        @Override
        public void run() {
            reached.countDown();
            try {
                open.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean offer(VehicleKey vehicle, int number) {
        return offer(vehicle, number, new byte[] {1});
    }

    private boolean offer(VehicleKey vehicle, int number, byte[] raw) {
        return publication.offer(new Delivery(
                vehicle,
                "test",
                NOON,
                new Delivery.Said(NOON.plusSeconds(number), List.of(new Signal.Quantity(Signals.SPEED, number))),
                raw,
                outcome -> assertThat(outcomes.put(number, outcome)).isNull()));
    }

    private List<Integer> numbers(VehicleKey vehicle) {
        return numbers(stream.held, vehicle);
    }

    private static List<Integer> numbers(List<TelemetryStream.Entry> entries, VehicleKey vehicle) {
        return FakeStream.deliveries(entries, vehicle.vehicle().value().toString()).stream()
                .map(delivery -> (Delivery.Said) delivery.content())
                .map(said -> (int) Duration.between(NOON, said.observedAt()).toSeconds())
                .toList();
    }

    private void reopen(TelemetryStream.Limits limits, int deliveries, long bytes) {
        publication.close();
        meters.clear();
        stream = new FakeStream(limits);
        publication = open(1, deliveries, bytes);
    }

    private StreamPublication open(int lanes, int deliveries, long bytes) {
        StreamPublication opened = new StreamPublication(
                stream,
                new StreamSettings(
                        lanes, deliveries, bytes, Duration.ofMillis(20), Duration.ofMillis(5), Duration.ofMillis(40)),
                meters);
        opened.start();
        return opened;
    }
}
