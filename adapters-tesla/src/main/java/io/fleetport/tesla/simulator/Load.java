package io.fleetport.tesla.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A made-up load: so many vehicles driving in circles, each with its own connection and certificate, sending so many records
 * a second in all for so long. First all connect, then the time that counts begins, then every answer is waited for.
 *
 * <p>Records are sent when they are due, whether or not earlier ones were answered, as long as the window has room; a
 * vehicle that was held up catches up. Event times of a vehicle strictly increase. For one run; {@link #stop} may be called from
 * any thread.
 */
public final class Load {

    private final LoadSettings settings;
    private final ClientCredentials credentials;
    private final Tally tally = new Tally();
    private final LoadSchedule schedule;
    private final SimulationRun run;

    public Load(LoadSettings settings, ClientCredentials credentials) {
        this(settings, credentials, progress -> {});
    }

    public Load(LoadSettings settings, ClientCredentials credentials, Progress.Listener listener) {
        this.settings = settings;
        this.credentials = credentials;
        this.schedule = new LoadSchedule(
                settings.vehicles(),
                settings.recordsPerSecond(),
                settings.warmUp().toNanos() / 2e9,
                settings.duration().toNanos() / 1e9);
        this.run = new SimulationRun(settings.vehicles(), schedule.records(), tally, listener, settings.giveUpAfter());
    }

    /** Runs to the end. An interruption of the calling thread ends the run early and stays set. */
    public SimulationReport run() {
        SimulationRun.Ending ending = SimulationRun.Ending.INTERRUPTED;
        StreamVehicles vehicles =
                new StreamVehicles(settings.stream(), credentials, settings.client(), settings.threads(), tally);
        try {
            addTo(vehicles);
            vehicles.connect(settings.handshakesAtOnce(), run::hasEnded);
            begin(vehicles);
            ending = run.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            vehicles.shutDown();
        }
        LatencyHistogram intended = new LatencyHistogram();
        LatencyHistogram send = new LatencyHistogram();
        vehicles.addLatenciesTo(intended, send);
        return run.report(ending, vehicles.connections(), intended, send, SimulationReport.Unreadable.NONE);
    }

    /** Ends the run early. */
    public void stop() {
        run.stop();
    }

    private void begin(StreamVehicles vehicles) {
        long now = System.nanoTime();
        vehicles.countLatenciesFrom(now + settings.warmUp().toNanos());
        schedule.start(now, Instant.now());
        run.begin(settings.warmUp(), settings.duration());
        vehicles.wakeAll();
    }

    private void addTo(StreamVehicles vehicles) {
        List<Misbehaviour> misbehaviours = new ArrayList<>(settings.misbehaviours());
        misbehaviours.sort(null);
        LoopRecords records = new LoopRecords(settings.valuesPerRecord());
        for (int i = 0; i < settings.vehicles(); i++) {
            LoadSource source = new LoadSource(settings.stream(), schedule, i, records, misbehaviours);
            vehicles.add(source.vin(), source, run::vehicleDone);
        }
    }
}
