package io.fleetport.bootstrap.cli;

import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.tesla.simulator.ClientSettings;
import io.fleetport.tesla.simulator.Load;
import io.fleetport.tesla.simulator.LoadSettings;
import io.fleetport.tesla.simulator.StreamAddress;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How many made-up vehicles send records, and their sending. */
final class VehicleLoadOption {

    @Option(
            names = "--vehicles",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Connected vehicles. Default: ${DEFAULT-VALUE}.")
    private int vehicles = 1000;

    /** What is wrong with the command line is to be told before a server is started. */
    void check(BenchOptions options, CommandSpec spec, OrganizationId owner) {
        var checked = settings(options, spec, LocalServer.address(Ports.USUAL_VEHICLES, owner));
    }

    BenchRun load(
            BenchOptions options,
            CommandSpec spec,
            LocalServer server,
            OrganizationId owner,
            StatusLine status,
            Measurement.Sending sending)
            throws IOException {
        LoadSettings settings = settings(options, spec, server.vehicles(owner));
        Load load = new Load(settings, new SimulatedCredentials(server.authority()), progress -> {
            sending.sent(progress.sent());
            status.show(Told.of(progress));
        });
        return BenchRun.of(settings, Stopping.onSignal(load::stop, load::run));
    }

    private LoadSettings settings(BenchOptions options, CommandSpec spec, StreamAddress stream) {
        try {
            return LoadSettings.of(stream, vehicles, options.rate(), options.duration())
                    .withClient(ClientSettings.DEFAULT.withWindow(options.window()))
                    .withWarmUp(options.warmUp());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage() + ".", e);
        }
    }
}
