package io.fleetport.application.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.contract.StationSample;
import io.fleetport.application.contract.ToyArchive;
import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.privacy.Discretion;
import io.fleetport.application.telemetry.IntakeRules;
import io.fleetport.application.telemetry.IntakeStores;
import io.fleetport.application.telemetry.TelemetryIngestion;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.ConnectorId;
import io.fleetport.domain.station.EventStamp;
import io.fleetport.domain.station.SessionId;
import io.fleetport.domain.station.StationEvent;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.StationMessage;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.VehicleId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArchiveReplayTest {

    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final VehicleKey CAR = new VehicleKey(ACME, new VehicleId(new UUID(1, 2)));
    private static final VehicleKey BIKE = new VehicleKey(ACME, new VehicleId(new UUID(1, 3)));
    private static final StationKey STATION = new StationKey(ACME, new StationId("nord"));
    private static final LocalDate DAY = LocalDate.parse("2026-05-04");
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final InMemoryStores stores = new InMemoryStores();
    private final ToyArchive archive = new ToyArchive();
    private final List<String> order = new ArrayList<>();
    private final List<TelemetryIngestion> opened = new ArrayList<>();
    private Discretion discretion = Discretion.NONE;

    @AfterEach
    void close() {
        opened.forEach(TelemetryIngestion::close);
    }

    @Test
    void messagesComeInTheOrderOfTheirReceiptWhateverFileTheyAreIn() throws Exception {
        archive.put("b", car(5), car(1), car(9));
        archive.put("a", car(7), car(3));
        archive.put(at(4).toString(), car(4));
        archive.put(at(8).toString(), car(8));
        archive.put("c", car(20), car(21));

        ReplayReport report = replay(null, 1 << 20);

        assertThat(order).containsExactly("1", "3", "4", "5", "7", "8", "9", "20", "21");
        assertThat(report.early()).isZero();
        assertThat(report.files()).isEqualTo(5);
        assertThat(report.taken()).isEqualTo(9);
    }

    @Test
    void whereMemoryIsTooLittleTheOldestGoOnAndNoneIsMissing() throws Exception {
        archive.put("a", car(1), car(3), car(5));
        archive.put("b", car(2), car(4), car(6));

        ReplayReport report = replay(null, 1);

        assertThat(order).containsExactlyInAnyOrder("1", "2", "3", "4", "5", "6");
        assertThat(report.early()).isPositive();
        assertThat(report.taken()).isEqualTo(6);
    }

    @Test
    void aDamagedFileIsNamedAndTheRestGoesOn() throws Exception {
        archive.put("a", car(1));
        archive.put("b", car(2));
        archive.put(at(3).toString(), car(3));
        archive.put(at(4).toString(), car(4));
        archive.damage("a");
        archive.damage(at(4).toString());

        ReplayReport report = replay(null, 1 << 20);

        assertThat(order).containsExactly("2", "3");
        assertThat(report.damaged())
                .containsExactlyInAnyOrder(DAY + "/a: somebody sat on it", DAY + "/" + at(4) + ": somebody sat on it");
        assertThat(report.damagedFiles()).isEqualTo(2);
        assertThat(report.isWhole()).isFalse();
    }

    @Test
    void whatCannotBeTakenIsCountedAndLeavesNothing() throws Exception {
        VehicleKey gone = BIKE;
        discretion = key -> key.equals(gone) ? NOTHING : null;
        archive.put(
                "a",
                new ArchivedMessage(CAR, "toy", at(1), new byte[0]),
                new ArchivedMessage(CAR, "toy", at(2), new byte[] {1}),
                said(BIKE, 3, speed(3)),
                said(CAR, 4, new Delivery.Said(Instant.EPOCH, List.of(new Signal.Quantity(Signals.SPEED, 4)))),
                said(STATION, 5, new Delivery.StationSaid(new StationMessage.Reported(StationSample.report(at(5), 5)))),
                said(
                        CAR,
                        6,
                        new Delivery.Said(
                                at(6),
                                List.of(
                                        new Signal.Quantity(Signals.SPEED, 6),
                                        new Signal.Quantity(Signals.ODOMETER, -1e12)))));

        ReplayReport report = replay(null, 1 << 20);

        assertThat(report.read()).isEqualTo(6);
        assertThat(report.empty()).isEqualTo(1);
        assertThat(report.erased()).isEqualTo(1);
        assertThat(report.unknownStations()).isEqualTo(1);
        assertThat(report.taken()).isEqualTo(1);
        assertThat(report.implausible()).isEqualTo(1);
        assertThat(report.refused())
                .containsOnlyKeys(DeadLetterReason.UNDECODABLE, DeadLetterReason.TOO_OLD)
                .containsEntry(DeadLetterReason.TOO_OLD, 1L);
        assertThat(report.examples())
                .hasSize(2)
                .anyMatch(line -> line.contains(CAR.vehicle() + ", received at " + at(2) + ", undecodable: no number"));
        assertThat(stores.deadLetters().list(ACME, null, null, null, 10).items())
                .isEmpty();
        assertThat(stores.stations().find(ACME, STATION.station())).isEmpty();
        assertThat(stores.vehicles().find(ACME, BIKE.vehicle())).isEmpty();
    }

    @Test
    void onlyOneSubjectWhereOneIsNamed() throws Exception {
        archive.put("a", car(1), said(BIKE, 2, speed(2)), car(3));

        assertThat(replay(BIKE, 1 << 20).read()).isEqualTo(1);

        assertThat(order).containsExactly("2");
        assertThatThrownBy(() -> new ReplayScope(new OrganizationId("other"), DAY, DAY.plusDays(1), BIKE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTripThatNothingMoreWasHeardOfIsOver() throws Exception {
        List<ArchivedMessage> drive = new ArrayList<>();
        for (int second = 0; second < 600; second += 10) {
            drive.add(said(CAR, second, speed(second)));
        }
        archive.put("a", drive.toArray(ArchivedMessage[]::new));

        replay(null, 1 << 20);

        assertThat(stores.trips().list(ACME, Trips.Filter.ALL, null, 10).items())
                .singleElement()
                .isInstanceOfSatisfying(
                        Trip.Finished.class,
                        trip -> assertThat(trip.revision().number()).isEqualTo(1));
    }

    @Test
    void anEventOfWhichTheNumbersAreForgottenIsNotCountedASecondTime() throws Exception {
        List<ArchivedMessage> events = new ArrayList<>();
        for (int boot = 1; boot <= 6; boot++) {
            Instant at = at(boot * 100);
            events.add(said(
                    STATION,
                    boot * 100,
                    happened(new StationEvent.SessionStarted(
                            new EventStamp("s" + boot, boot, 1, at),
                            new SessionId("s" + boot),
                            new ConnectorId("A"),
                            null,
                            1e9,
                            null,
                            null))));
            events.add(said(
                    STATION,
                    boot * 100 + 50,
                    happened(new StationEvent.SessionMetered(
                            new EventStamp("m" + boot, boot, 2, at.plusSeconds(50)),
                            new SessionId("s" + boot),
                            null,
                            11_000.0,
                            null))));
        }
        archive.put("a", events.toArray(ArchivedMessage[]::new));
        stores.stations().register(StationSample.profile(STATION, "Nord"));
        assertThat(replay(null, 1 << 20).taken()).isEqualTo(12);
        var before = stores.sessions().facts(STATION, List.of(new SessionId("s1"), new SessionId("s6")));
        assertThat(before).hasSize(2);

        ReplayReport again = replay(null, 1 << 20);

        assertThat(again.taken()).isZero();
        assertThat(again.alreadyThere()).isEqualTo(8);
        assertThat(again.refused()).containsEntry(DeadLetterReason.TOO_LATE, 4L);
        assertThat(stores.sessions().facts(STATION, List.of(new SessionId("s1"), new SessionId("s6"))))
                .isEqualTo(before);
    }

    private ReplayReport replay(@Nullable Subject only, long mostBytes) throws InterruptedException {
        order.clear();
        TelemetryIngestion intake = TelemetryIngestion.replaying(
                IntakeRules.DEFAULT,
                new IntakeStores(stores.ledger(), stores.history(), stores.trips(), stores.sessions(), stores.swaps()),
                Clock.systemUTC(),
                new SimpleMeterRegistry(),
                discretion);
        intake.start();
        opened.add(intake);
        IngestTelemetry entrance = new IngestTelemetry() {
            @Override
            public boolean offer(Delivery delivery) {
                order.add(Long.toString(
                        Duration.between(NOON, delivery.receivedAt()).toSeconds()));
                return intake.offer(delivery);
            }

            @Override
            public void whenRoom(Subject subject, Runnable resume) {
                intake.whenRoom(subject, resume);
            }
        };
        return new ArchiveReplay(
                        new ReplayScope(ACME, DAY, DAY.plusDays(1), only),
                        new ArchiveReplay.Source(archive, archive, mostBytes),
                        new ArchiveReplay.Target(intake, entrance, stores, null),
                        Clock.systemUTC())
                .run((day, soFar) -> {});
    }

    private static final Discretion.Rule NOTHING = new Discretion.Rule() {
        @Override
        public boolean refuses(Instant observedAt) {
            return true;
        }

        @Override
        public boolean hidesPosition(Instant observedAt) {
            return false;
        }
    };

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }

    private ArchivedMessage car(int second) {
        return said(CAR, second, speed(second));
    }

    private ArchivedMessage said(Subject subject, int second, Delivery.Content content) {
        return archive.message(subject, at(second), content);
    }

    private static Delivery.Content speed(int second) {
        return new Delivery.Said(at(second), List.of(new Signal.Quantity(Signals.SPEED, 20 + second % 7)));
    }

    private static Delivery.Content happened(StationEvent event) {
        return new Delivery.StationSaid(new StationMessage.Happened(event));
    }
}
