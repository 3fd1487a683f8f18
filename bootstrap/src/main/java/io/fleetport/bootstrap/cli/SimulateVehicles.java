package io.fleetport.bootstrap.cli;

import io.fleetport.bootstrap.security.DevelopmentIssuer;
import io.fleetport.bootstrap.security.Role;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.tesla.simulator.ApiSettings;
import io.fleetport.tesla.simulator.ClientCredentials;
import io.fleetport.tesla.simulator.Load;
import io.fleetport.tesla.simulator.LoadSettings;
import io.fleetport.tesla.simulator.Protocol;
import io.fleetport.tesla.simulator.Replay;
import io.fleetport.tesla.simulator.ReplaySettings;
import io.fleetport.tesla.simulator.SimulationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays vehicles against a local server: recorded drives, or a made-up load. */
@Command(
        name = "vehicles",
        description = {
            "Plays vehicles against a local server, over the real protocols.",
            "Either recorded drives (--replay) or a made-up load (--vehicles, --rate, --seconds)."
        },
        mixinStandardHelpOptions = true)
final class SimulateVehicles implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--organization",
            paramLabel = "O",
            defaultValue = "demo",
            description = "Whose vehicles they are. Default: ${DEFAULT-VALUE}.")
    private String organization = "demo";

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Recorded drives: CSV with vehicle_id and ts, may be gzipped.")
    private List<Path> replay = new ArrayList<>();

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "1",
            converter = SpeedConverter.class,
            description = "How much faster than recorded, or max: as fast as the server acknowledges. Default: 1.")
    private double speed = 1;

    @Option(
            names = "--protocol",
            paramLabel = "P",
            defaultValue = "auto",
            description = "tesla, http, or auto: http for files with a fuel rate. Default: ${DEFAULT-VALUE}.")
    private Protocol protocol = Protocol.AUTO;

    @Option(names = "--vehicles", paramLabel = "N", description = "How many vehicles to make up, 1 to 100000.")
    private int vehicles;

    @Option(names = "--rate", paramLabel = "R", description = "Records a second of all of them together.")
    private double rate;

    @Option(names = "--seconds", paramLabel = "S", description = "How long they send.")
    private int seconds;

    @Override
    public Integer call() throws IOException {
        if (replay.isEmpty() == (vehicles == 0)) {
            throw wrong("Give either --replay FILE... or --vehicles N --rate R --seconds S.");
        }
        OrganizationId owner = owner();
        if (!replay.isEmpty()) {
            requireFiles();
            LocalServer server = LocalServer.find(data.given());
            return print(replay(server, owner));
        }
        LocalServer server = LocalServer.find(data.given());
        return print(load(server, owner));
    }

    private SimulationReport replay(LocalServer server, OrganizationId owner) throws IOException {
        ReplaySettings settings = ReplaySettings.of(
                        replay,
                        speed,
                        server.vehicles(owner),
                        ApiSettings.of(server.running().api()))
                .withProtocol(protocol);
        DevelopmentIssuer issuer = server.issuer();
        Supplier<String> token =
                () -> issuer.mint(owner, "vehicle-simulator", List.of(Role.SOURCE), Duration.ofMinutes(10));
        try (StatusLine status = StatusLine.onStandardError()) {
            Replay run = new Replay(settings, credentials(server), token, progress -> status.show(Told.of(progress)));
            return Stopping.onSignal(run::stop, run::run);
        }
    }

    private SimulationReport load(LocalServer server, OrganizationId owner) throws IOException {
        LoadSettings settings;
        try {
            settings = LoadSettings.of(server.vehicles(owner), vehicles, rate, Duration.ofSeconds(seconds));
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage() + ".");
        }
        try (StatusLine status = StatusLine.onStandardError()) {
            Load run = new Load(settings, credentials(server), progress -> status.show(Told.of(progress)));
            return Stopping.onSignal(run::stop, run::run);
        }
    }

    private static ClientCredentials credentials(LocalServer server) {
        return new SimulatedCredentials(server.authority());
    }

    private int print(SimulationReport report) {
        Told.lines(report).forEach(spec.commandLine().getOut()::println);
        if (report.interrupted() || report.complete()) {
            return 0;
        }
        throw new CommandFailure(report.records().planned() - report.records().acknowledged() + " of "
                + report.records().planned() + " records were not acknowledged");
    }

    private void requireFiles() {
        for (Path file : replay) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw new CommandFailure("cannot read " + file);
            }
        }
    }

    private OrganizationId owner() {
        try {
            return new OrganizationId(organization);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage() + ".");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
