package io.fleetport.bootstrap.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be measured. */
@Command(
        name = "bench",
        description = "Measures the service on this machine.",
        mixinStandardHelpOptions = true,
        subcommands = {BenchIngest.class, BenchStations.class, BenchApi.class})
final class BenchCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Say what to measure: ingest, stations or api.");
    }
}
