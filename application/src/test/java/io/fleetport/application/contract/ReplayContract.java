package io.fleetport.application.contract;

import static io.fleetport.application.contract.Sample.aVehicle;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.memory.InProcessLiveBus;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.Sessions;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Stores;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.privacy.Discretion;
import io.fleetport.application.replay.ArchiveReplay;
import io.fleetport.application.replay.ReplayReport;
import io.fleetport.application.replay.ReplayScope;
import io.fleetport.application.telemetry.IntakeRules;
import io.fleetport.application.telemetry.IntakeStores;
import io.fleetport.application.telemetry.TelemetryIngestion;
import io.fleetport.domain.fleet.FleetStation;
import io.fleetport.domain.station.ChargingSession;
import io.fleetport.domain.station.ConnectorId;
import io.fleetport.domain.station.EventStamp;
import io.fleetport.domain.station.SessionId;
import io.fleetport.domain.station.StationEvent;
import io.fleetport.domain.station.StationMessage;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.Signals;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What stores come to when an archive is replayed into them: what they would have come to when its messages came. */
public interface ReplayContract extends StoreContract {

    Instant EVENING = Instant.parse("2026-11-20T23:50:00Z");
    LocalDate FROM = LocalDate.parse("2026-11-20");
    LocalDate UNTIL = LocalDate.parse("2026-11-22");

    /** What was said by whom, in its order. */
    record Said(Subject subject, Instant at, Delivery.Content content) {}

    /** Two drives of twenty minutes, the first one past midnight, each with a stop of ten minutes behind it. */
    private static List<Said> drives(VehicleKey key) {
        List<Said> all = new ArrayList<>();
        for (int second = 0; second < 3_600; second += 30) {
            boolean moving = second % 1_800 < 1_200;
            Instant at = EVENING.plusSeconds(second);
            all.add(new Said(
                    key,
                    at,
                    new Delivery.Said(
                            at,
                            List.of(
                                    new Signal.Quantity(Signals.SPEED, moving ? 12.5 : 0),
                                    new Signal.Option(Signals.GEAR, moving ? "D" : "P"),
                                    new Signal.Text(Signals.VEHICLE_NAME, "van 7 of AB12CD34EF56GH789")))));
        }
        return all;
    }

    private static List<Said> sessions(StationKey key) {
        List<Said> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Instant at = EVENING.plusSeconds(60L * i);
            EventStamp stamp = new EventStamp("e-" + i, 1, i + 1, at);
            SessionId session = new SessionId("s-" + i / 20);
            double meter = 1e9 + 1e6 * i;
            StationEvent event =
                    switch (i % 20) {
                        case 0 ->
                            new StationEvent.SessionStarted(
                                    stamp, session, new ConnectorId("A"), null, meter, 20.0, 50_000.0);
                        case 19 -> new StationEvent.SessionEnded(stamp, session, meter, null, 80.0, null, "full");
                        default -> new StationEvent.SessionMetered(stamp, session, meter, 16_000.0 + i, null);
                    };
            all.add(new Said(key, at, new Delivery.StationSaid(new StationMessage.Happened(event))));
            all.add(new Said(
                    key, at, new Delivery.StationSaid(new StationMessage.Reported(StationSample.report(at, i)))));
        }
        return all;
    }

    /** Takes in what is said, live, and archives it in batches. */
    private static void live(List<Said> all, Stores stores, ToyArchive archive) throws InterruptedException {
        TelemetryIngestion intake = new TelemetryIngestion(
                IntakeRules.DEFAULT,
                into(stores),
                new InProcessLiveBus(8),
                Clock.systemUTC(),
                new SimpleMeterRegistry(),
                true,
                () -> {});
        intake.start();
        CountDownLatch settled = new CountDownLatch(all.size());
        for (Said said : all) {
            assertThat(intake.offer(
                            archive.hear(said.subject(), said.at(), said.content(), outcome -> settled.countDown())))
                    .isTrue();
        }
        assertThat(settled.await(30, TimeUnit.SECONDS)).isTrue();
        intake.close();
        Optional<ArchiveBatch> waiting = stores.outbox().next(2_000);
        while (waiting.isPresent()) {
            archive.keep(waiting.get());
            stores.outbox().done(waiting.get().id());
            waiting = stores.outbox().next(2_000);
        }
    }

    private static IntakeStores into(Stores stores) {
        return new IntakeStores(
                new NothingUnderway(stores.ledger()),
                stores.history(),
                stores.trips(),
                stores.sessions(),
                stores.swaps());
    }

    private ReplayReport replay(Subject of, ToyArchive archive) throws InterruptedException {
        TelemetryIngestion intake = TelemetryIngestion.replaying(
                IntakeRules.DEFAULT, into(stores()), Clock.systemUTC(), new SimpleMeterRegistry(), Discretion.NONE);
        intake.start();
        try {
            return new ArchiveReplay(
                            new ReplayScope(of.organization(), FROM, UNTIL, null),
                            new ArchiveReplay.Source(archive, archive, 1 << 20),
                            new ArchiveReplay.Target(intake, intake, stores(), null),
                            Clock.systemUTC())
                    .run((day, soFar) -> {});
        } finally {
            intake.close();
        }
    }

    private static List<Trip> trips(Stores stores, VehicleKey key) {
        return stores.trips()
                .list(key.organization(), new Trips.Filter(null, null, null, null, true), null, 100)
                .items();
    }

    private static List<Reading> readings(Stores stores, VehicleKey key) {
        return stores.history().between(key, EVENING, EVENING.plusSeconds(10_000), null, 10_000);
    }

    @Test
    default void tripsAndStateComeOutOfTheArchiveAsTheyDidWhenItsMessagesCame() throws Exception {
        VehicleKey key = aVehicle();
        Stores before = new InMemoryStores();
        ToyArchive archive = new ToyArchive();
        live(drives(key), before, archive);

        ReplayReport report = replay(key, archive);

        assertThat(report.taken()).isEqualTo(120).isEqualTo(report.read());
        assertThat(trips(stores(), key)).hasSize(2).isEqualTo(trips(before, key));
        assertThat(readings(stores(), key)).hasSize(120).isEqualTo(readings(before, key));
        assertThat(stores().vehicles().find(key.organization(), key.vehicle()))
                .isEqualTo(before.vehicles().find(key.organization(), key.vehicle()));
        assertThat(takeAllThatWaits())
                .noneMatch(message -> message.subject().organization().equals(key.organization()));

        assertThat(replay(key, archive).alreadyThere()).isEqualTo(120);
        assertThat(trips(stores(), key)).isEqualTo(trips(before, key));
        assertThat(readings(stores(), key)).hasSize(120);
    }

    @Test
    default void whatTheStoreStillHasIsNotTakenTwiceThoughSomethingIsBlottedOutOfTheArchive() throws Exception {
        VehicleKey key = aVehicle();
        ToyArchive archive = new ToyArchive();
        List<Said> all = drives(key);
        live(all, stores(), archive);
        List<Trip> trips = trips(stores(), key);
        for (Said said : all) {
            Delivery.Said saying = (Delivery.Said) said.content();
            List<Signal> blotted = new ArrayList<>(saying.signals());
            blotted.set(2, new Signal.Text(Signals.VEHICLE_NAME, "van 7 of " + "X".repeat(17)));
            archive.replace(saying, new Delivery.Said(saying.observedAt(), blotted));
        }

        ReplayReport report = replay(key, archive);

        assertThat(report.alreadyThere()).isEqualTo(120).isEqualTo(report.read());
        assertThat(trips).hasSize(2).isEqualTo(trips(stores(), key));
        assertThat(readings(stores(), key)).hasSize(120);
    }

    @Test
    default void sessionsAndReportsComeOutOfTheArchiveAsTheyDidWhenItsMessagesCame() throws Exception {
        StationKey key = StationSample.aStation();
        Stores before = new InMemoryStores();
        ToyArchive archive = new ToyArchive();
        FleetStation station = StationSample.profile(key, "Nord");
        before.stations().register(station);
        stores().stations().register(station);
        live(sessions(key), before, archive);

        ReplayReport report = replay(key, archive);

        assertThat(report.taken()).isEqualTo(120);
        assertThat(sessions(stores(), key)).hasSize(3).isEqualTo(sessions(before, key));
        assertThat(stores().stations().find(key.organization(), key.station()))
                .isEqualTo(before.stations().find(key.organization(), key.station()));
        assertThat(replay(key, archive).alreadyThere()).isEqualTo(120);
        assertThat(sessions(stores(), key)).isEqualTo(sessions(before, key));
        assertThat(stores().stationHistory().between(key, EVENING, EVENING.plusSeconds(10_000), null, 1_000))
                .hasSize(60);
    }

    private static List<ChargingSession> sessions(Stores stores, StationKey key) {
        return stores.sessions()
                .list(key.organization(), Sessions.Filter.ALL, null, 100)
                .items();
    }
}
