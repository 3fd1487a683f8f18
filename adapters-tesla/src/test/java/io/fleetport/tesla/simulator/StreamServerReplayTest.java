package io.fleetport.tesla.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.port.in.AdmitVehicles;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.VehicleId;
import io.fleetport.tesla.identity.VehicleTrust;
import io.fleetport.tesla.stream.TeslaStreamServer;
import io.fleetport.tesla.stream.TeslaStreamSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The simulated vehicles against the stream server that real ones are to connect to. */
class StreamServerReplayTest {

    private static final OrganizationId TENANT = new OrganizationId("tenant");
    private static final TestAuthority AUTHORITY = new TestAuthority();

    private final Intake intake = new Intake();
    private TeslaStreamServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TeslaStreamServer(
                TeslaStreamSettings.defaults()
                        .withAddress("localhost", 0)
                        .withTrust(VehicleTrust.BuiltIn.NONE)
                        .withDrain(Duration.ZERO, Duration.ofSeconds(2)),
                AUTHORITY.serverKey(),
                new X509Certificate[] {AUTHORITY.server()},
                AUTHORITY.serverAuthorities(),
                intake,
                (organization, scheme, name) -> id(name),
                host -> host.equals(TestAuthority.SERVER_NAME) ? Optional.of(TENANT) : Optional.empty(),
                (organization, vin) -> AdmitVehicles.Verdict.ADMITTED,
                Clock.systemUTC(),
                new SimpleMeterRegistry());
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        intake.close();
    }

    @Test
    void aRecordedDriveIsDeliveredRowByRowAndAcknowledged() throws IOException {
        ReplaySettings settings = ReplaySettings.of(
                List.of(Resources.SCOOTER, Resources.EBIKE),
                ReplaySettings.AS_FAST_AS_ACKNOWLEDGED,
                address(),
                ApiSettings.of(URI.create("http://localhost")));
        SimulationReport report = new Replay(settings, AUTHORITY, () -> "", progress -> {}).run();

        assertThat(report.complete()).isTrue();
        assertThat(report.records().acknowledged()).isEqualTo(80);
        assertThat(report.connections().lost()).isZero();
        List<Delivery> readings = intake.readingsOf(id(SimulatedVin.of(address(), "SCOOTER-1")));
        assertThat(readings)
                .hasSize(60)
                .extracting(StreamServerReplayTest::observedAt)
                .isSorted();
        assertThat(readings).allMatch(delivery -> delivery.organization().equals(TENANT));
        assertThat(observedAt(readings.getFirst())).isEqualTo(Instant.parse("2023-10-12T13:35:24Z"));
        assertThat(((Delivery.Said) readings.getFirst().content()).signals())
                .anyMatch(signal ->
                        signal instanceof Signal.Text text && text.value().equals("SCOOTER-1"))
                .anyMatch(signal -> signal instanceof Signal.Place);
    }

    @Test
    void aLoadWithEveryMisbehaviourEndsWithNothingLost() {
        LoadSettings settings = LoadSettings.of(address(), 10, 2_000, Duration.ofSeconds(2))
                .withMisbehaviours(EnumSet.allOf(Misbehaviour.class));
        SimulationReport report = new Load(settings, AUTHORITY).run();

        SimulationReport.Records records = report.records();
        assertThat(report.gaveUp()).isFalse();
        assertThat(records.lost()).isZero();
        assertThat(records.unsent()).isZero();
        assertThat(records.acknowledged() + records.refused() + records.misbehaved())
                .isEqualTo(4_000);
        assertThat(records.refused()).isPositive();
        assertThat(records.acknowledged()).isGreaterThan(3_900);
        Set<String> distinct = new HashSet<>();
        intake.deliveries.stream()
                .filter(delivery -> delivery.content() instanceof Delivery.Said)
                .forEach(delivery -> distinct.add(delivery.subject() + " " + observedAt(delivery)));
        assertThat(distinct).hasSizeGreaterThan(3_900);
    }

    private StreamAddress address() {
        return new StreamAddress("localhost", server.port(), TestAuthority.SERVER_NAME);
    }

    private static VehicleId id(String name) {
        return new VehicleId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    private static Instant observedAt(Delivery delivery) {
        return ((Delivery.Said) delivery.content()).observedAt();
    }

    /** Takes everything and settles it on a thread of its own. */
    private static final class Intake implements IngestTelemetry {

        private final Queue<Delivery> deliveries = new ConcurrentLinkedQueue<>();
        private final ExecutorService thread = Executors.newSingleThreadExecutor();

        @Override
        public boolean offer(Delivery delivery) {
            thread.execute(() -> {
                deliveries.add(delivery);
                delivery.settlement()
                        .settled(
                                delivery.content() instanceof Delivery.Unusable unusable
                                        ? new Outcome.DeadLettered(unusable.reason(), unusable.detail())
                                        : Outcome.ACCEPTED);
            });
            return true;
        }

        @Override
        public void whenRoom(Subject subject, Runnable resume) {
            thread.execute(resume);
        }

        /** What the vehicle said, without its connections. */
        List<Delivery> readingsOf(VehicleId vehicle) {
            return deliveries.stream()
                    .filter(delivery -> delivery.subject() instanceof VehicleKey key
                            && key.vehicle().equals(vehicle))
                    .filter(delivery -> delivery.content() instanceof Delivery.Said said
                            && said.signals().stream().noneMatch(signal -> signal instanceof Signal.Connection))
                    .toList();
        }

        void close() {
            thread.shutdown();
        }
    }
}
