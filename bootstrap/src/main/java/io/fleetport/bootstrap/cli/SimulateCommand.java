package io.fleetport.bootstrap.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be simulated. */
@Command(
        name = "simulate",
        description = "Plays things that talk to a local server.",
        mixinStandardHelpOptions = true,
        subcommands = {SimulateVehicles.class, SimulateStations.class})
final class SimulateCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Say what to simulate: vehicles or stations.");
    }
}
