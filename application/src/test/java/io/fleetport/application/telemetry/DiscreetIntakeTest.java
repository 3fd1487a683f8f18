package io.fleetport.application.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.contract.PrivacyContract;
import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.memory.InProcessLiveBus;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.LiveBus;
import io.fleetport.application.port.out.LiveEvent;
import io.fleetport.application.port.out.Tracing;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.privacy.ErasureWork;
import io.fleetport.application.privacy.PrivacyBook;
import io.fleetport.domain.fleet.Erasure;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.motion.Position;
import io.fleetport.domain.vehicle.PositionPrivacy;
import io.fleetport.domain.vehicle.QuietHours;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.SignalName;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.Unit;
import io.fleetport.domain.vehicle.VehicleId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must not be kept is not, anywhere behind the intake. */
class DiscreetIntakeTest {

    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final VehicleKey CAR = new VehicleKey(ACME, new VehicleId(new UUID(1, 2)));
    private static final VehicleKey VAN = new VehicleKey(ACME, new VehicleId(new UUID(1, 4)));
    /** A Monday. */
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private static final byte[] RAW = {1, 2, 3};

    private final InMemoryStores stores = new InMemoryStores();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final InProcessLiveBus live = new InProcessLiveBus(100);
    private final List<LiveEvent> seen = new CopyOnWriteArrayList<>();
    private final PrivacyBook book =
            new PrivacyBook(stores.privacy().rules(), stores.privacy().erasures(), Duration.ofHours(1));
    private final Map<Integer, Outcome> outcomes = new ConcurrentHashMap<>();
    private final AtomicInteger offered = new AtomicInteger();
    private TelemetryIngestion intake;

    @BeforeEach
    void open() {
        live.follow(ACME, null, new LiveBus.Follower() {
            @Override
            public void next(String id, LiveEvent event) {
                seen.add(event);
            }

            @Override
            public void reset(String id) {}

            @Override
            public void lost() {}
        });
        intake = new TelemetryIngestion(
                IntakeRules.DEFAULT,
                new IntakeStores(stores.ledger(), stores.history(), stores.trips(), stores.sessions(), stores.swaps()),
                live,
                Clock.systemUTC(),
                meters,
                true,
                () -> {},
                book,
                null,
                Tracing.OFF);
        intake.start();
    }

    @AfterEach
    void close() {
        intake.close();
    }

    @Test
    void whilePositionsAreOffNothingThatGivesOneAwayIsKeptAnywhere() {
        switchOff(CAR, List.of());

        Outcome outcome = offer(CAR, NOON, speed(20), place(), destination(), speed(-999, Signals.ALTITUDE));
        offer(VAN, NOON, speed(20), place());

        assertThat(outcome).isEqualTo(Outcome.ACCEPTED);
        assertThat(history(CAR)).singleElement().satisfies(reading -> assertThat(reading.signals())
                .containsExactly(speed(20)));
        assertThat(history(VAN)).singleElement().satisfies(reading -> assertThat(reading.signals())
                .hasSize(2));
        assertThat(stores.vehicles()
                        .find(ACME, CAR.vehicle())
                        .orElseThrow()
                        .state()
                        .find(Signals.POSITION))
                .isEmpty();
        assertThat(archived()).extracting(message -> message.raw().length).containsExactly(0, RAW.length);
        await().untilAsserted(() -> assertThat(seen).hasSizeGreaterThanOrEqualTo(2));
        assertThat(seen)
                .filteredOn(event -> event instanceof LiveEvent.Heard heard
                        && heard.vehicle().equals(CAR.vehicle()))
                .singleElement()
                .satisfies(
                        event -> assertThat(((LiveEvent.Heard) event).reading().signals())
                                .containsExactly(speed(20)));
    }

    @Test
    void aReadingOfNothingButThePositionIsAcceptedAndLeavesNoTrace() {
        switchOff(CAR, List.of());

        assertThat(offer(CAR, NOON, place())).isEqualTo(Outcome.ACCEPTED);

        assertThat(history(CAR)).isEmpty();
        assertThat(archived()).isEmpty();
    }

    @Test
    void whatIsSetAsideWhilePositionsAreOffIsSetAsideWithoutItsBytes() {
        switchOff(CAR, List.of());

        offer(CAR, NOON, speed(1e9), place());
        offerUnusable(CAR);

        assertThat(stores.deadLetters().list(ACME, CAR, null, null, 10).items())
                .hasSize(2)
                .allSatisfy(letter -> assertThat(letter.raw()).isEmpty());
    }

    @Test
    void theScheduleIsByEventTimeInItsZone() {
        // 18:00 in Berlin is 16:00 UTC in summer; Sunday's night reaches into Monday.
        switchOff(
                CAR,
                List.of(new QuietHours(
                        Set.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY),
                        LocalTime.of(18, 0),
                        LocalTime.of(6, 0),
                        ZoneId.of("Europe/Berlin"))));

        for (String time : List.of("03:59:59", "04:00:00", "15:59:59", "16:00:00")) {
            offer(CAR, Instant.parse("2026-05-04T" + time + "Z"), speed(20), place());
        }

        assertThat(history(CAR)).extracting(reading -> reading.signals().size()).containsExactly(1, 2, 2, 1);
    }

    @Test
    void aTripWithoutPositionsIsToldFromTheOdometer() {
        switchOff(CAR, List.of());
        for (int i = 0; i <= 60; i++) {
            offer(
                    CAR,
                    NOON.plusSeconds(i * 10L),
                    speed(20),
                    place(),
                    new Signal.Quantity(Signals.ODOMETER, 1_000_000 + i * 200.0));
        }

        assertThat(stores.trips().list(ACME, Trips.Filter.ALL, null, 10).items())
                .singleElement()
                .satisfies(trip -> {
                    assertThat(trip.figures().distanceMetres()).isEqualTo(12_000);
                    assertThat(trip.figures().distanceSource()).hasToString("ODOMETER");
                    assertThat(trip.figures().startPosition()).isNull();
                    assertThat(trip.figures().endPosition()).isNull();
                });
    }

    @Test
    void anErasedVehicleIsForgottenByARunningIntakeAndRefusedUntilLetInAgain() {
        offer(CAR, NOON, speed(20), place());
        offer(VAN, NOON, speed(20), place());
        Erasure order = PrivacyContract.order(CAR, Instant.now().minusSeconds(60));
        stores.privacy().erasures().keep(order);
        // The book was not told: the store itself refuses, and the intake asks again.
        try (ErasureWork work = work()) {
            work.start();
            await().until(() -> report(order).state() == Erasure.State.FINISHED);
        }
        assertThat(report(order).removed())
                .containsEntry("vehicle", 1L)
                .containsEntry("reading", 1L)
                .containsEntry("outbox", 1L)
                .containsEntry("live_window", 1L);

        Outcome refused = offer(CAR, NOON.plusSeconds(1), speed(21));

        assertThat(refused).isInstanceOfSatisfying(Outcome.DeadLettered.class, letter -> assertThat(letter.reason())
                .isEqualTo(DeadLetterReason.ERASED));
        offerUnusable(CAR);
        assertThat(history(CAR)).isEmpty();
        assertThat(stores.vehicles().find(ACME, CAR.vehicle())).isEmpty();
        assertThat(stores.deadLetters().list(ACME, CAR, null, null, 10).items()).isEmpty();
        assertThat(history(VAN)).hasSize(1);

        stores.privacy().erasures().readmit(CAR, Instant.now());
        book.lookAgain();
        assertThat(offer(CAR, NOON.plusSeconds(2), speed(22))).isEqualTo(Outcome.ACCEPTED);
        assertThat(history(CAR)).hasSize(1);
    }

    private ErasureWork work() {
        return new ErasureWork(
                stores.privacy().erasures(),
                stores.privacy().erasable(),
                List.of(live),
                Duration.ofSeconds(1),
                Clock.systemUTC());
    }

    private Erasure report(Erasure order) {
        return stores.privacy().erasures().find(ACME, order.id()).orElseThrow();
    }

    private void switchOff(VehicleKey key, List<QuietHours> schedule) {
        stores.privacy().rules().keep(key, new PositionPrivacy(true, schedule));
        book.lookAgain();
    }

    /** Offers a reading and waits for what becomes of it. */
    private Outcome offer(VehicleKey key, Instant at, Signal... signals) {
        return offer(key, new Delivery.Said(at, List.of(signals)));
    }

    private void offerUnusable(VehicleKey key) {
        offer(key, new Delivery.Unusable(DeadLetterReason.UNDECODABLE, "gibberish"));
    }

    private Outcome offer(VehicleKey key, Delivery.Content content) {
        int number = offered.getAndIncrement();
        assertThat(intake.offer(new Delivery(
                        key, "test", Instant.now(), content, RAW, outcome -> outcomes.put(number, outcome))))
                .isTrue();
        await().pollInterval(Duration.ofMillis(2)).until(() -> outcomes.containsKey(number));
        return outcomes.get(number);
    }

    private static Signal speed(double value) {
        return speed(value, Signals.SPEED);
    }

    private static Signal speed(double value, SignalName name) {
        return new Signal.Quantity(name, value);
    }

    private static Signal place() {
        return new Signal.Place(Signals.POSITION, new Position(52.52, 13.4));
    }

    private static Signal destination() {
        return new Signal.Text(SignalName.of("destination_name", Unit.NONE), "Home");
    }

    private List<Reading> history(VehicleKey key) {
        return stores.history().between(key, Instant.EPOCH, NOON.plusSeconds(86_400), null, 1_000);
    }

    private List<ArchivedMessage> archived() {
        return stores.outbox()
                .next(Integer.MAX_VALUE)
                .map(batch -> batch.messages())
                .orElse(List.of());
    }
}
