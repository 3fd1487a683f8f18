package io.fleetport.tesla.simulator;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Sends recorded drives as if they were happening: each {@code vehicle_id} of the files is one vehicle that goes through
 * its rows in the order of the files, all vehicles side by side, and every answer is waited for.
 *
 * <p>For one run; {@link #stop} may be called from any thread.
 */
public final class Replay {

    private static final int HANDSHAKES_AT_ONCE = 64;
    private static final int REQUESTS_AT_ONCE = 4;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final ReplaySettings settings;
    private final ClientCredentials credentials;
    private final Supplier<String> token;
    private final Progress.Listener listener;
    private final Tally tally = new Tally();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    /** @param token gives the bearer token for each HTTP request; never asked when all goes over the stream */
    public Replay(
            ReplaySettings settings,
            ClientCredentials credentials,
            Supplier<String> token,
            Progress.Listener listener) {
        this.settings = settings;
        this.credentials = credentials;
        this.token = token;
        this.listener = listener;
    }

    /**
     * Runs to the end. An interruption of the calling thread ends the run early and stays set.
     *
     * @throws IOException when a file cannot be read or is no recorded drive; then nothing was sent
     */
    public SimulationReport run() throws IOException {
        try (DriveSpool streamed = new DriveSpool();
                DriveSpool posted = new DriveSpool()) {
            SimulationReport.Unreadable unreadable = read(streamed, posted);
            int vehicles = streamed.vehicles().size() + posted.vehicles().size();
            long planned = Stream.concat(streamed.vehicles().stream(), posted.vehicles().stream())
                    .mapToLong(DriveSpool.Vehicle::rows)
                    .sum();
            SimulationRun run = new SimulationRun(vehicles, planned, tally, listener, settings.giveUpAfter());
            var unused = stopped.thenRun(run::stop);
            return play(run, streamed, posted, unreadable);
        }
    }

    /** Ends the run early. */
    public void stop() {
        stopped.complete(null);
    }

    private SimulationReport play(
            SimulationRun run, DriveSpool streamed, DriveSpool posted, SimulationReport.Unreadable unreadable) {
        SimulationRun.Ending ending = SimulationRun.Ending.INTERRUPTED;
        StreamVehicles vehicles =
                new StreamVehicles(settings.stream(), credentials, settings.client(), settings.threads(), tally);
        ExecutorService posting = Executors.newVirtualThreadPerTaskExecutor();
        try {
            run.begin();
            post(posted, posting, run);
            for (DriveSpool.Vehicle rows : streamed.vehicles()) {
                String vin = SimulatedVin.of(settings.stream(), rows.vehicleId());
                vehicles.add(vin, new ReplaySource(rows, vin, settings.speedUp()), run::vehicleDone);
            }
            vehicles.connect(HANDSHAKES_AT_ONCE, run::hasEnded);
            ending = run.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            posting.shutdownNow();
            vehicles.shutDown();
        }
        LatencyHistogram intended = new LatencyHistogram();
        LatencyHistogram send = new LatencyHistogram();
        vehicles.addLatenciesTo(intended, send);
        return run.report(ending, vehicles.connections(), intended, send, unreadable);
    }

    private void post(DriveSpool posted, ExecutorService posting, SimulationRun run) {
        if (posted.vehicles().isEmpty()) {
            return;
        }
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
        HttpReadings readings =
                new HttpReadings(client, settings.api().readings(), token, settings.client(), REQUESTS_AT_ONCE, tally);
        for (DriveSpool.Vehicle rows : posted.vehicles()) {
            posting.execute(
                    new HttpVehicle(rows, settings.api(), settings.speedUp(), readings, tally, run::vehicleDone));
        }
    }

    private SimulationReport.Unreadable read(DriveSpool streamed, DriveSpool posted) throws IOException {
        long badRows = 0;
        List<String> first = new ArrayList<>();
        for (Path path : settings.files()) {
            try (DriveFile file = DriveFile.open(path)) {
                DriveSpool spool = overHttp(file) ? posted : streamed;
                for (DriveRow row = file.next(); row != null; row = file.next()) {
                    spool.add(row);
                }
                badRows += file.badRows();
                first.addAll(file.badLines());
            }
        }
        return new SimulationReport.Unreadable(badRows, first);
    }

    private boolean overHttp(DriveFile file) {
        return switch (settings.protocol()) {
            case TESLA -> false;
            case HTTP -> true;
            case AUTO -> file.hasColumn(DriveColumn.FUEL_RATE);
        };
    }
}
