package io.fleetport.bootstrap.cli;

import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.mqtt.simulator.ClientSettings;
import io.fleetport.mqtt.simulator.StationLoad;
import io.fleetport.mqtt.simulator.StationLoadSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures how many messages of stations a second become durable, end to end. */
@Command(
        name = "stations",
        description = {
            "Starts a server with its database and broker in processes of their own, publishes made-up telemetry of stations,",
            "and then looks in the database whether everything acknowledged is there, once.",
            "Fails when something was lost or stored twice."
        },
        mixinStandardHelpOptions = true)
final class BenchStations implements Callable<Integer>, Measurement.Subject {

    /** Whose a station becomes that nobody registered. */
    private static final OrganizationId OWNER = new OrganizationId("demo");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Mixin
    private MqttOption mqtt = new MqttOption();

    @Option(
            names = "--stations",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Connected stations. Default: ${DEFAULT-VALUE}.")
    private int stations = 1000;

    @Override
    public Integer call() throws IOException, InterruptedException {
        // What is wrong with the command line is to be told before a server is started.
        var checked = settings(ClientSettings.of("localhost", Ports.USUAL_STATIONS));
        return new Measurement(options, spec).of(this);
    }

    @Override
    public BenchRun load(LocalServer server, StatusLine status, Measurement.Sending sending) throws IOException {
        StationAccess access = StationAccess.to(server, OWNER);
        StationLoadSettings settings = settings(access.client());
        StationLoad load = new StationLoad(settings, access.credentials(), progress -> {
            sending.sent(progress.sent());
            status.show(Told.of(progress));
        });
        return BenchRun.of(settings, Stopping.onSignal(load::stop, load::run).report());
    }

    @Override
    public StoredReadings stored(Path data) throws IOException {
        return StoredReadings.ofStations(data, OWNER);
    }

    private StationLoadSettings settings(ClientSettings client) {
        try {
            return StationLoadSettings.of(
                            stations,
                            options.rate(),
                            options.duration(),
                            client.withVersion(mqtt.version()).withWindow(options.window()))
                    .withWarmUp(options.warmUp());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage() + ".", e);
        }
    }
}
