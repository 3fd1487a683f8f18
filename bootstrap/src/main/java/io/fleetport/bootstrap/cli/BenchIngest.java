package io.fleetport.bootstrap.cli;

import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.tesla.simulator.ClientSettings;
import io.fleetport.tesla.simulator.Load;
import io.fleetport.tesla.simulator.LoadSettings;
import io.fleetport.tesla.simulator.StreamAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures how many records a second become durable, end to end. */
@Command(
        name = "ingest",
        description = {
            "Starts a server with its database in processes of their own, sends made-up records over the vehicles' protocol,",
            "and then looks in the database whether everything acknowledged is there, once.",
            "Fails when something was lost or stored twice."
        },
        mixinStandardHelpOptions = true)
final class BenchIngest implements Callable<Integer>, Measurement.Subject {

    private static final OrganizationId OWNER = new OrganizationId("bench");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(
            names = "--vehicles",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Connected vehicles. Default: ${DEFAULT-VALUE}.")
    private int vehicles = 1000;

    @Override
    public Integer call() throws IOException, InterruptedException {
        // What is wrong with the command line is to be told before a server is started.
        var checked = settings(LocalServer.address(Ports.USUAL_VEHICLES, OWNER));
        return new Measurement(options, spec).of(this);
    }

    @Override
    public BenchRun load(LocalServer server, StatusLine status, Measurement.Sending sending) throws IOException {
        LoadSettings settings = settings(server.vehicles(OWNER));
        Load load = new Load(settings, new SimulatedCredentials(server.authority()), progress -> {
            sending.sent(progress.sent());
            status.show(Told.of(progress));
        });
        return BenchRun.of(settings, Stopping.onSignal(load::stop, load::run));
    }

    @Override
    public StoredReadings stored(Path data) throws IOException {
        return StoredReadings.ofVehicles(data, OWNER);
    }

    private LoadSettings settings(StreamAddress stream) {
        try {
            return LoadSettings.of(stream, vehicles, options.rate(), options.duration())
                    .withClient(ClientSettings.DEFAULT.withWindow(options.window()))
                    .withWarmUp(options.warmUp());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage() + ".", e);
        }
    }
}
