package io.fleetport.bootstrap.cli;

import io.fleetport.bootstrap.wiring.Server;
import io.fleetport.bootstrap.wiring.ShutdownOrder;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.mqtt.simulator.SessionReplay;
import io.fleetport.mqtt.simulator.SessionReplaySettings;
import io.fleetport.mqtt.simulator.StationFleet;
import io.fleetport.mqtt.simulator.StationFleetSettings;
import io.fleetport.mqtt.simulator.StationReport;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The stations of the demonstration: made-up swap stations that go on as long as the server does, beginning a while ago so
 * that there are swaps to see at once, and a fast charger whose really recorded sessions are replayed.
 */
final class DemoStations {

    private static final OrganizationId OWNER = new OrganizationId("demo");
    private static final int MADE_UP = 10;
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration PAST = Duration.ofHours(2);
    private static final double CATCHING_UP = 600;
    private static final String RECORDED = "/demo-sessions/epfl/sessions.csv.gz";

    private final CompletableFuture<StationReport> recorded;

    private DemoStations(CompletableFuture<StationReport> recorded) {
        this.recorded = recorded;
    }

    static DemoStations begin(Server server) throws IOException {
        StationAccess access = StationAccess.to(LocalServer.on(server), OWNER);
        SessionReplay replay = new SessionReplay(
                SessionReplaySettings.of(
                        List.of(unpacked(server.options().data().resolve("run/sessions"))),
                        SessionReplaySettings.AS_FAST_AS_ACKNOWLEDGED,
                        access.client()),
                access.credentials(),
                progress -> {});
        StationFleet fleet = new StationFleet(
                StationFleetSettings.of(MADE_UP, INTERVAL, access.client()).from(PAST, CATCHING_UP),
                access.credentials(),
                progress -> {});
        server.part(ShutdownOrder.class).started("demo stations", () -> {
            replay.stop();
            fleet.stop();
        });
        Thread.ofPlatform().daemon().name("demo-stations").start(fleet::run);
        return new DemoStations(CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return replay.run();
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                },
                task -> Thread.ofPlatform().daemon().name("demo-charger").start(task)));
    }

    private static Path unpacked(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("epfl.csv.gz");
        try (InputStream packed = DemoStations.class.getResourceAsStream(RECORDED)) {
            if (packed == null) {
                throw new FileNotFoundException("the program was built without " + RECORDED);
            }
            Files.copy(packed, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    /** Waits for the recorded sessions, which are there long before the drives. */
    String summary(URI api) {
        StationReport.Messages messages = recorded.join().messages();
        return String.format(
                Locale.ROOT,
                "Replayed a fast charger: %,d of %,d events acknowledged, lost %d. See %s/api/v1/sessions",
                messages.acknowledged(),
                messages.planned(),
                messages.lost(),
                api);
    }
}
