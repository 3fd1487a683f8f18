package io.fleetport.application.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.memory.InProcessLiveBus;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationRule;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.trip.TripRule;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.VehicleId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TelemetryIngestionTest {

    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final VehicleId CAR = new VehicleId(new UUID(1, 2));
    private static final VehicleKey KEY = new VehicleKey(ACME, CAR);
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final InMemoryStores stores = new InMemoryStores();
    private final StubbornLedger ledger = new StubbornLedger(stores.ledger());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Map<Integer, Outcome> outcomes = new ConcurrentHashMap<>();
    private final AtomicInteger offered = new AtomicInteger();
    private IntakeSettings settings = settings(8_192, 2_000);
    private TelemetryIngestion intake = open();

    @AfterEach
    void close() {
        ledger.beforeCommit.set(batch -> {});
        intake.close();
    }

    @Test
    void aDeliveryIsSettledOnlyAfterItsCommit() throws InterruptedException {
        CountDownLatch mayCommit = new CountDownLatch(1);
        CountDownLatch committing = new CountDownLatch(1);
        ledger.beforeCommit.set(batch -> {
            committing.countDown();
            awaitQuietly(mayCommit);
        });
        offer(CAR, NOON, speed(10));
        committing.await();
        assertThat(outcomes).isEmpty();
        mayCommit.countDown();
        await().untilAsserted(() -> assertThat(outcomes).containsEntry(0, Outcome.ACCEPTED));
        assertThat(history()).hasSize(1);
    }

    @Test
    void aFullShardTakesNothingAndTellsWhenThereIsRoom() throws InterruptedException {
        reopen(settings(2, 1));
        CountDownLatch mayCommit = new CountDownLatch(1);
        CountDownLatch committing = new CountDownLatch(1);
        ledger.beforeCommit.set(batch -> {
            committing.countDown();
            awaitQuietly(mayCommit);
        });
        offer(CAR, NOON.minusSeconds(1), speed(10));
        committing.await();
        int taken = 0;
        while (offer(CAR, NOON.plusSeconds(taken), speed(10))) {
            taken++;
        }
        AtomicBoolean room = new AtomicBoolean();
        intake.whenRoom(new VehicleKey(ACME, CAR), () -> room.set(true));
        assertThat(taken).isEqualTo(2);
        assertThat(room).isFalse();
        mayCommit.countDown();
        await().untilTrue(room);
        int all = taken + 1;
        await().untilAsserted(() -> assertThat(history()).hasSize(all));
    }

    @Test
    void bytesAreBoundedToo() {
        reopen(new IntakeSettings(
                1,
                1_000,
                100,
                1,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofDays(700),
                Duration.ofMinutes(10),
                Instant.EPOCH,
                Duration.ofHours(1),
                10,
                10));
        CountDownLatch mayCommit = new CountDownLatch(1);
        ledger.beforeCommit.set(batch -> awaitQuietly(mayCommit));
        int taken = 0;
        while (intake.offer(delivery(CAR, NOON.plusSeconds(taken), new byte[60], speed(1)))) {
            taken++;
        }
        assertThat(taken).isLessThanOrEqualTo(3);
        mayCommit.countDown();
    }

    @Test
    void whileTheStoreIsAwayNothingIsSettledAndNothingIsLost() {
        AtomicBoolean away = new AtomicBoolean(true);
        ledger.beforeCommit.set(batch -> {
            if (away.get()) {
                throw new PortUnavailable("gone", new IllegalStateException("connection refused"));
            }
        });
        offer(CAR, NOON, speed(10));
        offer(CAR, NOON.plusSeconds(1), speed(11));
        await().untilAsserted(() -> assertThat(
                        meters.get("fleetport.intake.retries").counter().count())
                .isGreaterThan(1));
        assertThat(outcomes).isEmpty();
        away.set(false);
        await().untilAsserted(() -> assertThat(outcomes).hasSize(2));
        assertThat(history()).hasSize(2);
    }

    @Test
    void oneRefusedDeliveryDoesNotHoldUpItsBatch() {
        Instant poison = NOON.plusSeconds(5);
        ledger.beforeCommit.set(batch -> {
            if (batch.readings().stream().anyMatch(r -> r.reading().observedAt().equals(poison))) {
                throw new PortRefused("cannot store this", new IllegalStateException());
            }
        });
        for (int i = 0; i < 10; i++) {
            offer(CAR, NOON.plusSeconds(i), speed(10));
        }
        await().untilAsserted(() -> assertThat(outcomes).hasSize(10));
        assertThat(outcomes.get(5)).isInstanceOf(Outcome.DeadLettered.class);
        assertThat(history()).hasSize(9);
        assertThat(deadLetters()).containsExactly(DeadLetterReason.UNDECODABLE);
    }

    @Test
    void theSameReadingAgainChangesNothing() {
        offer(CAR, NOON, speed(10));
        offer(CAR, NOON, speed(10));
        await().untilAsserted(() -> assertThat(outcomes).hasSize(2));
        offer(CAR, NOON, speed(10));
        await().untilAsserted(() -> assertThat(outcomes).hasSize(3));
        assertThat(outcomes.values()).containsExactly(Outcome.ACCEPTED, Outcome.DUPLICATE, Outcome.DUPLICATE);
        assertThat(history()).hasSize(1);
    }

    @Test
    void contradictingReadingsOfOneInstantAreBothKept() {
        offer(CAR, NOON, speed(10));
        offer(CAR, NOON, speed(12));
        await().untilAsserted(() -> assertThat(outcomes).hasSize(2));
        assertThat(history()).hasSize(2);
    }

    @Test
    void impossibleTimesBecomeDeadLetters() {
        offer(CAR, NOON, speed(10));
        offer(CAR, Instant.EPOCH, speed(10));
        offer(CAR, Instant.parse("2100-01-01T00:00:00Z"), speed(10));
        await().untilAsserted(() -> assertThat(outcomes).hasSize(3));
        offer(CAR, NOON.minus(Duration.ofDays(1_000)), speed(10));
        await().untilAsserted(() -> assertThat(outcomes).hasSize(4));
        assertThat(deadLetters())
                .containsExactlyInAnyOrder(
                        DeadLetterReason.TOO_OLD, DeadLetterReason.TOO_FAR_AHEAD, DeadLetterReason.TOO_LATE);
        assertThat(history()).hasSize(1);
        assertThat(meters.get("fleetport.intake.dead.letters")
                        .tag("reason", "too_late")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void anImpossibleValueIsSetAsideAndTheRestIsUsed() {
        offer(CAR, NOON, speed(10_000), new Signal.Quantity(Signals.STATE_OF_CHARGE, 80));
        await().untilAsserted(() -> assertThat(outcomes).containsEntry(0, new Outcome.Accepted(1)));
        assertThat(history()).singleElement().satisfies(reading -> assertThat(reading.signals())
                .containsExactly(new Signal.Quantity(Signals.STATE_OF_CHARGE, 80)));
        assertThat(deadLetters()).containsExactly(DeadLetterReason.IMPLAUSIBLE);
    }

    @Test
    void anotherWritersProgressIsSeenAndTheBatchReducedAgain() {
        offer(CAR, NOON, speed(10));
        await().untilAsserted(() -> assertThat(outcomes).hasSize(1));
        TelemetryLedger.Standing stored = stores.ledger().load(List.of(KEY)).get(KEY);
        stores.ledger()
                .commit(new TelemetryLedger.Batch(
                        List.of(new TelemetryLedger.Update(
                                KEY,
                                stored.version(),
                                new TelemetryLedger.Standing(
                                        stored.version() + 1, stored.profile(), stored.state(), stored.track()))),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        null));
        offer(CAR, NOON.plusSeconds(1), speed(11));
        await().untilAsserted(() -> assertThat(outcomes).containsEntry(1, Outcome.ACCEPTED));
        assertThat(history()).hasSize(2);
        assertThat(meters.get("fleetport.intake.stale").counter().count()).isEqualTo(1);
    }

    @Test
    void aVehicleThatFallsSilentHasItsTripFinished() {
        reopen(new IntakeSettings(
                2,
                8_192,
                1 << 20,
                2_000,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofDays(700),
                Duration.ofMinutes(10),
                Instant.EPOCH,
                Duration.ofMillis(100),
                10,
                10));
        for (int i = 0; i < 120; i++) {
            offer(CAR, NOON.plusSeconds(i), speed(15));
        }
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        stores.trips().list(ACME, Trips.Filter.ALL, null, 10).items())
                .singleElement()
                .isInstanceOf(Trip.Finished.class));
    }

    @Test
    void aTripUnderwayIsPickedUpAfterARestart() {
        for (int i = 0; i < 120; i++) {
            offer(CAR, NOON.plusSeconds(i), speed(15));
        }
        await().untilAsserted(() -> assertThat(outcomes).hasSize(120));
        reopen(settings);
        for (int i = 120; i < 240; i++) {
            offer(CAR, NOON.plusSeconds(i), speed(15));
        }
        await().untilAsserted(() -> assertThat(outcomes).hasSize(240));
        assertThat(stores.trips().list(ACME, Trips.Filter.ALL, null, 10).items())
                .singleElement()
                .satisfies(trip -> assertThat(trip.figures().duration()).isGreaterThan(Duration.ofSeconds(230)));
    }

    @Test
    void closingStoresWhatIsQueued() {
        for (int i = 0; i < 500; i++) {
            offer(CAR, NOON.plusSeconds(i), speed(10));
        }
        intake.close();
        assertThat(outcomes).hasSize(500);
        assertThat(offer(CAR, NOON.plusSeconds(501), speed(10))).isFalse();
    }

    @Test
    void aSettlementThatThrowsDoesNotStopTheShard() {
        intake.offer(new Delivery(
                ACME,
                CAR,
                "test",
                Clock.systemUTC().instant(),
                new Delivery.Said(NOON, List.of(speed(1))),
                new byte[1],
                outcome -> {
                    throw new IllegalStateException("socket gone");
                }));
        offer(CAR, NOON.plusSeconds(1), speed(2));
        await().untilAsserted(() -> assertThat(outcomes).hasSize(1));
    }

    private boolean offer(VehicleId vehicle, Instant at, Signal... signals) {
        return intake.offer(delivery(vehicle, at, "raw".getBytes(StandardCharsets.UTF_8), signals));
    }

    private Delivery delivery(VehicleId vehicle, Instant at, byte[] raw, Signal... signals) {
        int number = offered.getAndIncrement();
        return new Delivery(
                ACME,
                vehicle,
                "test",
                Clock.systemUTC().instant(),
                new Delivery.Said(at, List.of(signals)),
                raw,
                outcome -> outcomes.put(number, outcome));
    }

    private static Signal speed(double metresPerSecond) {
        return new Signal.Quantity(Signals.SPEED, metresPerSecond);
    }

    private List<Reading> history() {
        List<Reading> all = new ArrayList<>();
        all.addAll(stores.history().between(KEY, Instant.EPOCH, Instant.parse("2200-01-01T00:00:00Z"), null, 10_000));
        return all;
    }

    private List<DeadLetterReason> deadLetters() {
        return stores.deadLetters().list(ACME, null, null, null, 100).items().stream()
                .map(letter -> letter.reason())
                .toList();
    }

    private static IntakeSettings settings(int queued, int batch) {
        return new IntakeSettings(
                2,
                queued,
                1 << 20,
                batch,
                Duration.ofMillis(2),
                Duration.ofMillis(2),
                Duration.ofDays(700),
                Duration.ofMinutes(10),
                Instant.parse("2008-01-01T00:00:00Z"),
                Duration.ofHours(1),
                10,
                10);
    }

    private void reopen(IntakeSettings other) {
        intake.close();
        settings = other;
        intake = open();
    }

    private TelemetryIngestion open() {
        TelemetryIngestion opened = new TelemetryIngestion(
                new IntakeRules(settings, TripRule.DEFAULT, StationRule.DEFAULT),
                new IntakeStores(ledger, stores.history(), stores.trips(), stores.sessions(), stores.swaps()),
                new InProcessLiveBus(64),
                Clock.systemUTC(),
                meters,
                false,
                () -> {});
        opened.start();
        return opened;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
