package io.fleetport.application.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.memory.InProcessLiveBus;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.out.Tracing;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.privacy.Discretion;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Cars that speak through a stream, and the stores in memory of those who read it. */
public final class StreamedFleet {

    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(3_600);
    private static final int MOST_OF_A_CAR = 1_000;

    private final int cars;
    private final Tracing tracing;
    private final InMemoryStores stores = new InMemoryStores();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger acknowledged = new AtomicInteger();

    public StreamedFleet(int cars) {
        this(cars, Tracing.OFF);
    }

    /** @param tracing looks on behind the stream */
    public StreamedFleet(int cars, Tracing tracing) {
        this.cars = cars;
        this.tracing = tracing;
    }

    public SimpleMeterRegistry meters() {
        return meters;
    }

    /** Has every car say its readings of these numbers. */
    public void say(IngestTelemetry edge, int from, int until) {
        for (int number = from; number < until; number++) {
            for (int car = 0; car < cars; car++) {
                assertThat(edge.offer(said(car, number))).isTrue();
            }
        }
    }

    /** What that car says then. */
    public Delivery said(int car, int number) {
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

    public int acknowledged() {
        return acknowledged.get();
    }

    /** An intake into the stores, started. */
    public TelemetryIngestion intake() {
        TelemetryIngestion intake = new TelemetryIngestion(
                new IntakeRules(IntakeSettings.DEFAULT, TripRule.DEFAULT, StationRule.DEFAULT),
                new IntakeStores(stores.ledger(), stores.history(), stores.trips(), stores.sessions(), stores.swaps()),
                new InProcessLiveBus(8),
                Clock.systemUTC(),
                meters,
                false,
                () -> {},
                Discretion.NONE,
                null,
                tracing);
        intake.start();
        return intake;
    }

    public StreamConsumption consumption(IngestTelemetry intake) {
        return new StreamConsumption(
                intake, new OwnEntries(), new OrganizationId("operator"), Clock.systemUTC(), meters, tracing);
    }

    /** Readings stored of all cars. */
    public int stored() {
        return IntStream.range(0, cars).map(car -> readings(car).size()).sum();
    }

    /** Those stored of one car, at most {@value #MOST_OF_A_CAR}. */
    public List<Reading> readings(int car) {
        return stores.history().between(vehicle(car), START, START.plusSeconds(MOST_OF_A_CAR), null, MOST_OF_A_CAR);
    }
}
