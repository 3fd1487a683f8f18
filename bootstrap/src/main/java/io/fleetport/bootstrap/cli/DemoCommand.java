package io.fleetport.bootstrap.cli;

import io.fleetport.application.port.out.Trips;
import io.fleetport.bootstrap.local.DataPlaces;
import io.fleetport.bootstrap.local.DevelopmentAuthority;
import io.fleetport.bootstrap.local.LocalLayout;
import io.fleetport.bootstrap.security.DevelopmentIssuer;
import io.fleetport.bootstrap.security.Role;
import io.fleetport.bootstrap.wiring.Deployment;
import io.fleetport.bootstrap.wiring.Server;
import io.fleetport.bootstrap.wiring.ServerOptions;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.trip.Trip;
import io.fleetport.tesla.simulator.ApiSettings;
import io.fleetport.tesla.simulator.Progress;
import io.fleetport.tesla.simulator.Replay;
import io.fleetport.tesla.simulator.ReplaySettings;
import io.fleetport.tesla.simulator.SimulationReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts a server and lets recorded drives happen on it. */
@Command(
        name = "demo",
        description = {
            "Starts a server, replays recorded drives over the real protocols, and goes on serving until Ctrl-C.",
            "Begins with empty data each time, unless --data names another place."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private static final OrganizationId DEMO = new OrganizationId("demo");

    /** A second tenant on the same server, with the scooters for a fleet. */
    private static final OrganizationId HARBOUR = new OrganizationId("harbour");

    private static final String OF_HARBOUR = "ev-escooter";
    private static final Duration TOKEN_LASTS = Duration.ofDays(1);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--clean", description = "Deletes what is in --data first. Without --data that is always done.")
    private boolean clean;

    @Option(names = "--port", paramLabel = "N", description = "Port of the API. Default: 8080, or another free one.")
    private @Nullable Integer port;

    @Option(
            names = "--tesla-port",
            paramLabel = "N",
            description = "Port of the vehicles' stream. Default: 8443, or another free one.")
    private @Nullable Integer teslaPort;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "60",
            converter = SpeedConverter.class,
            description = "How much faster than recorded, or max. Default: ${DEFAULT-VALUE}.")
    private double speed = 60;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        ServerOptions options = options();
        out.printf(
                "Fleetport %s: starting with %s in %s ...%n",
                Version.number(), options.clean() ? "empty data" : "the data", options.data());
        out.flush();
        Server server = Server.start(options);
        ServeCommand.announce(server);
        DevelopmentIssuer issuer = LocalServer.issuer(options.data());
        out.println(whereToLook(
                server,
                issuer.mint(DEMO, "demo", List.of(Role.MANAGER), TOKEN_LASTS),
                issuer.mint(HARBOUR, "harbour", List.of(Role.MANAGER), TOKEN_LASTS)));
        out.flush();
        DemoStations stations = DemoStations.begin(server);
        SimulationReport report = replay(server, issuer);
        out.println(summary(server, report));
        out.println(stations.summary(server.api()));
        out.println("The server goes on; Ctrl-C ends it.");
        out.flush();
        Thread.currentThread().join(); // the end comes by signal
        return 0;
    }

    private ServerOptions options() {
        int api = port != null
                ? Ports.mustBeFree("localhost", port, "--port")
                : Ports.preferably("localhost", Ports.USUAL_API);
        int vehicles = teslaPort != null
                ? Ports.mustBeFree("localhost", teslaPort, "--tesla-port")
                : Ports.preferably("localhost", Ports.USUAL_VEHICLES);
        int stations = Ports.preferably("localhost", Ports.USUAL_STATIONS);
        Path folder = data.given().orElseGet(DemoCommand::usualFolder);
        return new ServerOptions(
                Deployment.Environment.LOCAL,
                folder.toAbsolutePath().normalize(),
                clean || data.given().isEmpty(),
                "localhost",
                api,
                vehicles,
                stations,
                Map.of());
    }

    /** Beside the usual data, which the demo must not touch. */
    private static Path usualFolder() {
        Path usual = DataPlaces.data().toAbsolutePath().normalize();
        return usual.resolveSibling(usual.getFileName() + "-demo");
    }

    private SimulationReport replay(Server server, DevelopmentIssuer issuer) throws IOException, InterruptedException {
        Map<Boolean, List<Path>> files = PackagedDrives.copyTo(
                        server.options().data().resolve("run/drives"))
                .stream()
                .collect(Collectors.partitioningBy(file -> file.toString().contains(OF_HARBOUR)));
        Replay beside = replay(server, issuer, HARBOUR, files.getOrDefault(true, List.of()), progress -> {});
        Thread harbour = Thread.ofVirtual().start(() -> runBeside(beside));
        Trips trips = server.part(Trips.class);
        try (StatusLine status = StatusLine.onStandardOutput()) {
            Replay run = replay(
                    server,
                    issuer,
                    DEMO,
                    files.getOrDefault(false, List.of()),
                    progress -> status.show(line(progress, trips)));
            return Stopping.onSignal(
                    () -> {
                        run.stop();
                        beside.stop();
                    },
                    run::run);
        } finally {
            harbour.join();
        }
    }

    private static void runBeside(Replay replay) {
        try {
            replay.run();
        } catch (IOException e) {
            throw new UncheckedIOException("the drives of " + HARBOUR + " could not be replayed", e);
        }
    }

    private Replay replay(
            Server server,
            DevelopmentIssuer issuer,
            OrganizationId organization,
            List<Path> files,
            Progress.Listener progress) {
        Path folder = server.options().data();
        return new Replay(
                ReplaySettings.of(
                        files,
                        speed,
                        LocalServer.address(server.options().vehiclesPort(), organization),
                        ApiSettings.of(server.api())),
                new SimulatedCredentials(DevelopmentAuthority.readFrom(LocalLayout.authority(folder))),
                () -> issuer.mint(organization, "vehicle-simulator", List.of(Role.SOURCE), Duration.ofMinutes(10)),
                progress);
    }

    private static String line(Progress progress, Trips trips) {
        long percent = progress.total() == 0 ? 100 : 100 * progress.acknowledged() / progress.total();
        List<Trip> known = trips.list(DEMO, Trips.Filter.ALL, null, 1000).items();
        long finished = known.stream().filter(Trip.Finished.class::isInstance).count();
        return String.format(
                Locale.ROOT,
                "replaying recorded drives: %3d %%, %,d of %,d readings acknowledged, trips: %d finished, %d underway",
                percent,
                progress.acknowledged(),
                progress.total(),
                finished,
                known.size() - finished);
    }

    private static String whereToLook(Server server, String token, String harbours) {
        return """

                API to try   %1$s/api/v1/docs
                health       %1$s/health
                vehicles     wss://localhost:%2$d, recorded drives are coming in now
                stations     mqtts://localhost:%4$d, ten swap stations and a recorded fast charger

                Two tenants share this server: demo, and harbour with its scooters. Paste one of these, as demo:

                curl -sS -H 'Authorization: Bearer %3$s' '%1$s/api/v1/vehicles'

                curl -sS -H 'Authorization: Bearer %3$s' '%1$s/api/v1/trips'

                curl -sS -H 'Authorization: Bearer %3$s' '%1$s/api/v1/stations'

                curl -sSN -H 'Authorization: Bearer %3$s' '%1$s/api/v1/live'

                As harbour, which sees nothing of demo:

                curl -sS -H 'Authorization: Bearer %5$s' '%1$s/api/v1/trips'
                """.formatted(
                        server.api(),
                        server.options().vehiclesPort(),
                        token,
                        server.options().stationsPort(),
                        harbours);
    }

    private static String summary(Server server, SimulationReport report) {
        return String.format(
                Locale.ROOT,
                "Replayed %d vehicles: %,d of %,d readings acknowledged, lost %d. See %s/api/v1/trips",
                report.vehicles(),
                report.records().acknowledged(),
                report.records().planned(),
                report.records().lost(),
                server.api());
    }
}
