package io.fleetport.bootstrap.cli;

import io.fleetport.bootstrap.local.DataDirectory;
import io.fleetport.bootstrap.local.DataPlaces;
import io.fleetport.bootstrap.local.RunningServer;
import io.fleetport.bootstrap.local.RunningServers;
import io.fleetport.bootstrap.wiring.Deployment;
import io.fleetport.bootstrap.wiring.ProcessRoles;
import io.fleetport.bootstrap.wiring.Server;
import io.fleetport.bootstrap.wiring.ServerOptions;
import io.fleetport.bootstrap.wiring.ShutdownOrder;
import io.fleetport.tesla.stream.OrganizationResolver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the service until it is told to stop. */
@Command(name = "serve", description = "Runs the service until Ctrl-C.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    private static final String ELSEWHERE = "by other processes";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--port", paramLabel = "N", description = "Port of the API. Default: 8080.")
    private @Nullable Integer port;

    @Option(names = "--tesla-port", paramLabel = "N", description = "Port of the vehicles' stream. Default: 8443.")
    private @Nullable Integer teslaPort;

    @Option(
            names = "--stations-port",
            paramLabel = "N",
            description = "Port of the embedded MQTT broker for stations. Default: 8883, or another free one.")
    private @Nullable Integer stationsPort;

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description = "Address to listen on. Default: loopback in local, all in production.")
    private @Nullable String host;

    @Option(names = "--clean", description = "Deletes all data first. In local only.")
    private boolean clean;

    @Mixin
    private EnvironmentOption environment = new EnvironmentOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        long from = System.nanoTime();
        ServerOptions options = options();
        Server server = Server.start(options);
        announce(server);
        spec.commandLine().getOut().println(banner(server, (System.nanoTime() - from) / 1e9));
        spec.commandLine().getOut().flush();
        Thread.currentThread().join(); // the end comes by signal
        return 0;
    }

    private ServerOptions options() {
        Deployment.Environment where = environment.orDefault();
        boolean local = where == Deployment.Environment.LOCAL;
        if (clean && !local) {
            throw new CommandFailure("--clean is for the local environment only");
        }
        String listen = host != null ? host : local ? "localhost" : "0.0.0.0";
        int apiPort = Ports.mustBeFree(listen, port != null ? port : Ports.USUAL_API, "--port");
        int vehiclesPort = vehiclesPort(listen);
        int mqttPort = stationsPort != null
                ? Ports.mustBeFree("localhost", stationsPort, "--stations-port")
                : Ports.preferably("localhost", Ports.USUAL_STATIONS);
        return new ServerOptions(where, directory(local), clean, listen, apiPort, vehiclesPort, mqttPort, Map.of());
    }

    /** Who chose a port for the API runs a second server, most likely: then the vehicles' port moves, too. */
    private int vehiclesPort(String listen) {
        if (teslaPort != null) {
            return Ports.mustBeFree(listen, teslaPort, "--tesla-port");
        }
        return port != null
                ? Ports.preferably(listen, Ports.USUAL_VEHICLES)
                : Ports.mustBeFree(listen, Ports.USUAL_VEHICLES, "--tesla-port");
    }

    private Path directory(boolean local) {
        if (!local && data.given().isEmpty() && System.getenv("FLEETPORT_DATA") == null) {
            throw new CommandFailure(
                    "a production server needs --data or FLEETPORT_DATA: the keys and the archive are kept there");
        }
        return data.orDefault();
    }

    /** Lets other commands find the server. */
    static void announce(Server server) throws IOException {
        DataDirectory data = server.part(DataDirectory.class);
        RunningServer self = RunningServer.here(
                data.root(),
                server.api(),
                server.options().vehiclesPort(),
                server.part(Deployment.class).broker() == Deployment.Broker.EMBEDDED
                                && server.part(ProcessRoles.class).hearsStations()
                        ? server.options().stationsPort()
                        : 0,
                Instant.now());
        server.part(ShutdownOrder.class)
                .started("registration", new RunningServers(DataPlaces.servers()).register(self, data));
    }

    private static String banner(Server server, double seconds) {
        ServerOptions options = server.options();
        ProcessRoles roles = server.part(ProcessRoles.class);
        return String.format(
                Locale.ROOT,
                """
                fleetport %s is ready after %.1f s
                  roles      %s
                  API        %s
                  live       %s
                  health     %s/health
                  vehicles   %s
                  stations   %s
                  jobs       %s
                  data       %s""",
                Version.number(),
                seconds,
                roles,
                roles.answersRequests()
                        ? server.api() + "/api/v1  (to try it: " + server.api() + "/api/v1/docs)"
                        : ELSEWHERE,
                roles.servesLive() ? server.api() + "/api/v1/live" : ELSEWHERE,
                server.api(),
                roles.hearsVehicles()
                        ? "wss://localhost:" + options.vehiclesPort() + "  (" + server.part(OrganizationResolver.class)
                                + ")"
                        : ELSEWHERE,
                roles.hearsStations() ? stations(server) : ELSEWHERE,
                roles.doesJobs() ? "here" : ELSEWHERE,
                options.data());
    }

    private static String stations(Server server) {
        return switch (server.part(Deployment.class).broker()) {
            case EMBEDDED -> "mqtts://localhost:" + server.options().stationsPort() + "  (see docs/stations.md)";
            case OUTSIDE -> "by the broker that is configured";
            case NONE -> "no broker is configured";
        };
    }
}
