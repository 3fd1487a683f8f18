package io.fleetport.mqtt.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Made-up stations that live as real ones do: packs are charged and swapped, vehicles charge, things break, connections break,
 * and commands are carried out. They speak until the time is over or {@link #stop}, and then until everything is acknowledged.
 *
 * <p>For one run; {@link #stop} may be called from any thread.
 */
public final class StationFleet {

    private static final long BETWEEN_LOOKS_MILLIS = 20;
    private static final Duration LAST_WORDS = Duration.ofSeconds(4);

    private final StationFleetSettings settings;
    private final StationCredentials credentials;
    private final Tally tally = new Tally();
    private final StationRun run;
    private final List<FleetStation> stations = new ArrayList<>();
    private final StationLinks links;
    private final ScheduledExecutorService life = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("station-life").factory());

    public StationFleet(StationFleetSettings settings, StationCredentials credentials, Progress.Listener listener) {
        this.settings = settings;
        this.credentials = credentials;
        this.links = new StationLinks(settings.client().handshakesAtOnce(), tally);
        this.run = new StationRun(
                settings.stations(), tally, listener, settings.client().giveUpAfter());
    }

    /** Runs to the end. An interruption of the calling thread ends the run early and stays set. */
    public StationReport run() {
        StationRun.Ending ending = StationRun.Ending.INTERRUPTED;
        try {
            addStations();
            links.connect(run::hasEnded);
            run.begin();
            var living = life.scheduleWithFixedDelay(
                    () -> stations.forEach(FleetStation::live), 0, BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
            if (!settings.duration().isZero()) {
                var unused = life.schedule(this::fallSilent, settings.duration().toMillis(), TimeUnit.MILLISECONDS);
            }
            ending = run.await();
            living.cancel(false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            life.shutdownNow();
            links.stop();
        }
        return run.report(ending, links.handshakesPerSecond(), StationReport.Rows.NONE);
    }

    /** Lets the stations fall silent; what was said by then is still sent, for a few seconds. */
    public void stop() {
        if (!life.isShutdown()) {
            life.execute(this::fallSilent);
            var unused = life.schedule(run::stop, LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Ids of the stations, in order. */
    public static List<String> stationIds(int stations) {
        List<String> ids = new ArrayList<>();
        for (int i = 1; i <= stations; i++) {
            ids.add(String.format(Locale.ROOT, "S-%04d", i));
        }
        return ids;
    }

    private void addStations() {
        StationClock clock = new StationClock(settings.clock(), settings.back(), settings.speedUp());
        MqttSessions sessions = new MqttSessions(settings.client());
        for (String stationId : stationIds(settings.stations())) {
            Duration first = settings.interval().multipliedBy(stations.size()).dividedBy(settings.stations());
            FleetStation station = new FleetStation(stationId, settings, clock, first, tally);
            StationLink link = new StationLink(
                    station.topics(),
                    credentials.of(stationId),
                    settings.client(),
                    sessions,
                    station,
                    station::asked,
                    tally,
                    run::stationDone);
            station.speakTo(link);
            stations.add(station);
            links.add(link);
        }
    }

    private void fallSilent() {
        stations.forEach(FleetStation::fallSilent);
        links.wakeAll();
    }
}
