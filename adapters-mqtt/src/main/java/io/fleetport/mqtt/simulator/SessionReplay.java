package io.fleetport.mqtt.simulator;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Sends recorded charging sessions as the stations would have told them: each {@code station_id} of the files is a station that
 * publishes the start and the end of its sessions in the order of time. Nothing that is not recorded is said, and the same files
 * give the same messages each time.
 *
 * <p>The recordings are kept in memory, about half a kilobyte a session. For one run; {@link #stop} may be called from any thread.
 */
public final class SessionReplay {

    private static final long BETWEEN_WAKES_MILLIS = 20;

    private final SessionReplaySettings settings;
    private final StationCredentials credentials;
    private final Progress.Listener listener;
    private final Tally tally = new Tally();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    public SessionReplay(SessionReplaySettings settings, StationCredentials credentials, Progress.Listener listener) {
        this.settings = settings;
        this.credentials = credentials;
        this.listener = listener;
    }

    /**
     * Runs to the end. An interruption of the calling thread ends the run early and stays set.
     *
     * @throws IOException when a file cannot be read or is no recording of sessions; then nothing was sent
     */
    public StationReport run() throws IOException {
        RecordedStations recorded = RecordedStations.read(settings.files(), settings.zone());
        Map<String, List<RecordedStations.Due>> stations = recorded.stations();
        tally.planned.add(recorded.events());
        StationRun run = new StationRun(
                stations.size(), tally, listener, settings.client().giveUpAfter());
        var unused = stopped.thenRun(run::stop);
        StationLinks links = new StationLinks(settings.client().handshakesAtOnce(), tally);
        MqttSessions sessions = new MqttSessions(settings.client());
        StationRun.Ending ending = StationRun.Ending.INTERRUPTED;
        long startNanos = System.nanoTime();
        stations.forEach((stationId, events) -> links.add(new StationLink(
                new StationTopics(stationId),
                credentials.of(stationId),
                settings.client(),
                sessions,
                new RecordedSource(events, settings.speedUp(), startNanos),
                null,
                tally,
                run::stationDone)));
        try (ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("recorded-stations").factory())) {
            run.begin();
            var waking = pace.scheduleWithFixedDelay(
                    links::wakeAll, BETWEEN_WAKES_MILLIS, BETWEEN_WAKES_MILLIS, TimeUnit.MILLISECONDS);
            links.connect(run::hasEnded);
            ending = run.await();
            waking.cancel(false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            links.stop();
        }
        return run.report(ending, links.handshakesPerSecond(), recorded.rows());
    }

    /** Ends the run early. */
    public void stop() {
        stopped.complete(null);
    }
}
