package io.fleetport.application.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.memory.InProcessLiveBus;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.EventBodies;
import io.fleetport.application.port.out.EventType;
import io.fleetport.application.port.out.Happening;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.TelemetryLedger.Batch;
import io.fleetport.application.port.out.Tracing;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.privacy.Discretion;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.StationMessage;
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
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which events the intake commits, with what, and under which ids. */
class IntakeEventsTest {

    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final VehicleKey CAR = new VehicleKey(ACME, new VehicleId(new UUID(1, 2)));
    private static final StationKey STATION = new StationKey(ACME, new StationId("S-1"));
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final InMemoryStores stores = new InMemoryStores();
    private final StubbornLedger ledger = new StubbornLedger(stores.ledger());
    private final List<Batch> committed = new CopyOnWriteArrayList<>();
    private final List<Happening> happened = new CopyOnWriteArrayList<>();
    private final AtomicInteger woken = new AtomicInteger();
    private final AtomicInteger settled = new AtomicInteger();
    private final TelemetryIngestion intake = new TelemetryIngestion(
            new IntakeRules(patient(), TripRule.DEFAULT, StationRule.DEFAULT),
            new IntakeStores(ledger, stores.history(), stores.trips(), stores.sessions(), stores.swaps()),
            new InProcessLiveBus(64),
            Clock.systemUTC(),
            new SimpleMeterRegistry(),
            false,
            () -> {},
            Discretion.NONE,
            new IntakeEvents(new Remembering(), woken::incrementAndGet),
            Tracing.OFF);

    private int offered;

    IntakeEventsTest() {
        ledger.beforeCommit.set(committed::add);
        intake.start();
    }

    @AfterEach
    void close() {
        intake.close();
    }

    @Test
    void aTripIsToldWhenItIsOverAndNotBefore() {
        drive(NOON, 10);
        assertThat(events()).isEmpty();
        assertThat(woken).hasValue(0);

        stand(NOON.plusSeconds(120), 8);

        assertThat(events()).extracting(Event::type).containsExactly(EventType.TRIP_FINISHED);
        Event event = events().getFirst();
        assertThat(event.subject()).isEqualTo(CAR);
        await().untilAsserted(() -> assertThat(woken).hasValue(1));
        Trip told = ((Happening.TripTold) happened.getFirst()).trip();
        assertThat(told).isInstanceOf(Trip.Finished.class);
        assertThat(event.occurredAt()).isEqualTo(((Trip.Finished) told).endedAt());
        assertThat(stores.events().find(ACME, event.id())).isPresent();
    }

    @Test
    void aFinishedTripThatLateReadingsChangeIsRevised() {
        drive(NOON, 10);
        stand(NOON.plusSeconds(120), 8);

        say(reading(NOON.plusSeconds(35), 30));

        assertThat(events()).extracting(Event::type).containsExactly(EventType.TRIP_FINISHED, EventType.TRIP_REVISED);
        Trip revised = ((Happening.TripTold) happened.getLast()).trip();
        assertThat(revised.revision().number()).isEqualTo(2);
        assertThat(events()).extracting(Event::id).doesNotHaveDuplicates();
    }

    @Test
    void theSameBatchCommittedAgainAddsNothing() {
        AtomicInteger failures = new AtomicInteger(2);
        ledger.beforeCommit.set(batch -> {
            committed.add(batch);
            if (!batch.events().isEmpty() && failures.getAndDecrement() > 0) {
                stores.ledger().commit(batch);
                throw new PortUnavailable("the answer got lost", new IllegalStateException());
            }
        });
        drive(NOON, 10);
        stand(NOON.plusSeconds(120), 8);

        List<UUID> ids = events().stream().map(Event::id).toList();
        assertThat(ids).hasSize(3);
        assertThat(ids).containsOnly(ids.getFirst());
        assertThat(stores.deliveryQueue().spread(NOON, 100)).isEqualTo(1);
    }

    @Test
    void aStationIsToldOfWhenItComesAndGoes() {
        presence(NOON, true);
        presence(NOON.plusSeconds(60), false);
        presence(NOON.plusSeconds(30), true);

        assertThat(events())
                .extracting(Event::type)
                .containsExactly(EventType.STATION_STATUS_CHANGED, EventType.STATION_STATUS_CHANGED);
        Happening.StatusChanged went = (Happening.StatusChanged) happened.getLast();
        assertThat(went.before().online()).isTrue();
        assertThat(went.after().online()).isFalse();
        assertThat(went.occurredAt()).isEqualTo(NOON.plusSeconds(60));
        assertThat(went.subject()).isEqualTo(STATION);
    }

    /** Nobody falls silent while a test runs. */
    private static IntakeSettings patient() {
        return new IntakeSettings(
                1,
                100,
                1 << 20,
                100,
                Duration.ofMillis(2),
                Duration.ofMillis(2),
                Duration.ofDays(700),
                Duration.ofMinutes(10),
                Instant.parse("2008-01-01T00:00:00Z"),
                Duration.ofHours(1),
                10,
                10);
    }

    private List<Event> events() {
        List<Event> events = new ArrayList<>();
        committed.forEach(batch -> events.addAll(batch.events()));
        return events;
    }

    private void drive(Instant from, int minutesTenths) {
        for (int i = 0; i < minutesTenths; i++) {
            say(reading(from.plusSeconds(10L * i), 15));
        }
    }

    private void stand(Instant from, int minutes) {
        for (int i = 0; i < minutes; i++) {
            say(reading(from.plusSeconds(60L * i), 0));
        }
    }

    private static Reading reading(Instant at, double metresPerSecond) {
        return new Reading(
                CAR.vehicle(),
                at,
                Objects.hash(at, metresPerSecond),
                List.of(new Signal.Quantity(Signals.SPEED, metresPerSecond)));
    }

    private void say(Reading reading) {
        offer(CAR, new Delivery.Said(reading.observedAt(), reading.signals()));
    }

    private void presence(Instant at, boolean online) {
        offer(STATION, new Delivery.StationSaid(new StationMessage.Presence(at, online)));
    }

    private void offer(Subject subject, Delivery.Content content) {
        int number = ++offered;
        Delivery delivery = new Delivery(
                subject, "test", Instant.now(), content, "raw".getBytes(StandardCharsets.UTF_8), this::settle);
        assertThat(intake.offer(delivery)).isTrue();
        await().untilAsserted(() -> assertThat(settled).hasValue(number));
    }

    private void settle(Outcome outcome) {
        settled.incrementAndGet();
    }

    /** Bodies that say nothing; what they would tell of is kept. */
    private final class Remembering implements EventBodies {
        @Override
        public byte[] of(UUID event, Happening happening) {
            happened.add(happening);
            return new byte[] {1};
        }

        @Override
        public byte[] ofTest(UUID event, UUID webhook, Instant at) {
            return new byte[] {2};
        }
    }
}
