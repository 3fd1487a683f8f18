package io.fleetport.bootstrap.cli;

import io.fleetport.domain.fleet.OrganizationId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

    @Mixin
    private VehicleLoadOption vehicles = new VehicleLoadOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        vehicles.check(options, spec, OWNER);
        return new Measurement(options, spec).of(this);
    }

    @Override
    public BenchRun load(LocalServer server, StatusLine status, Measurement.Sending sending) throws IOException {
        return vehicles.load(options, spec, server, OWNER, status, sending);
    }

    @Override
    public StoredReadings stored(Path data) throws IOException {
        return StoredReadings.ofVehicles(data, OWNER);
    }
}
