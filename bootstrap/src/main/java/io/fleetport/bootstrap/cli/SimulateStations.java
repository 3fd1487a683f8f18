package io.fleetport.bootstrap.cli;

import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.mqtt.simulator.SessionReplay;
import io.fleetport.mqtt.simulator.SessionReplaySettings;
import io.fleetport.mqtt.simulator.StationFleet;
import io.fleetport.mqtt.simulator.StationFleetSettings;
import io.fleetport.mqtt.simulator.StationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays stations against a local server: recorded charging sessions, or made-up stations. */
@Command(
        name = "stations",
        description = {
            "Plays charging and battery-swap stations against a local server, over MQTT.",
            "Either recorded charging sessions (--replay) or made-up stations (--stations)."
        },
        mixinStandardHelpOptions = true)
final class SimulateStations implements Callable<Integer> {

    /** Where stations begin that are to go faster than the clock, unless told. */
    private static final Duration USUAL_PAST = Duration.ofDays(1);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private MqttOption mqtt = new MqttOption();

    @Option(
            names = "--organization",
            paramLabel = "O",
            defaultValue = "demo",
            description = "Whose stations they are. Default: ${DEFAULT-VALUE}.")
    private String organization = "demo";

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Recorded charging sessions: CSV with station_id, session_id, connector, start and end.")
    private List<Path> replay = new ArrayList<>();

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "1",
            converter = SpeedConverter.class,
            description = {
                "How much faster than recorded, or max: as fast as the server acknowledges.",
                "Made-up stations begin in the past (--from) and go so fast until they have caught up. Default: 1."
            })
    private double speed = 1;

    @Option(
            names = "--zone",
            paramLabel = "Z",
            defaultValue = "Z",
            description = "Whose time the recordings are in, and whose rush hours stations have. Default: UTC.")
    private ZoneId zone = ZoneOffset.UTC;

    @Option(names = "--stations", paramLabel = "N", description = "How many stations to make up, 1 to 9999.")
    private int stations;

    @Option(
            names = "--interval",
            paramLabel = "S",
            defaultValue = "5",
            description = "Seconds between two telemetry messages of a station. Default: ${DEFAULT-VALUE}.")
    private double interval = 5;

    @Option(names = "--seconds", paramLabel = "S", description = "How long they speak. Default: until stopped.")
    private int seconds;

    @Option(
            names = "--from",
            paramLabel = "D",
            converter = DurationConverter.class,
            description = "How long ago made-up stations begin, with --speed. Default: 1d with --speed, else now.")
    private @Nullable Duration from;

    @Option(
            names = "--seed",
            paramLabel = "K",
            defaultValue = "1",
            description = "The same number makes the same stations. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Override
    public Integer call() throws IOException {
        if (replay.isEmpty() == (stations == 0)) {
            throw wrong("Give either --replay FILE... or --stations N.");
        }
        if (from != null && speed <= 1) {
            throw wrong("Give --speed with --from: stations that begin in the past have to catch up.");
        }
        OrganizationId owner = owner();
        requireFiles();
        StationAccess access = StationAccess.to(LocalServer.find(data.given()), owner);
        return print(replay.isEmpty() ? live(access) : replay(access));
    }

    private StationReport replay(StationAccess access) throws IOException {
        SessionReplaySettings settings = SessionReplaySettings.of(
                        replay, speed, access.client().withVersion(mqtt.version()))
                .withZone(zone);
        try (StatusLine status = StatusLine.onStandardError()) {
            SessionReplay run =
                    new SessionReplay(settings, access.credentials(), progress -> status.show(Told.of(progress)));
            return Stopping.onSignal(run::stop, run::run);
        }
    }

    private StationReport live(StationAccess access) throws IOException {
        StationFleetSettings settings;
        try {
            settings = StationFleetSettings.of(
                            stations,
                            Duration.ofMillis(Math.round(interval * 1000)),
                            access.client().withVersion(mqtt.version()))
                    .withDuration(Duration.ofSeconds(seconds))
                    .withZone(zone)
                    .withSeed(seed)
                    .from(past(), speed);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage() + ".");
        }
        try (StatusLine status = StatusLine.onStandardError()) {
            StationFleet run =
                    new StationFleet(settings, access.credentials(), progress -> status.show(Told.of(progress)));
            return Stopping.onSignal(run::stop, run::run);
        }
    }

    private Duration past() {
        return from != null ? from : speed > 1 ? USUAL_PAST : Duration.ZERO;
    }

    private int print(StationReport report) {
        report.lines().forEach(spec.commandLine().getOut()::println);
        if (report.interrupted() || report.complete()) {
            return 0;
        }
        throw new CommandFailure(report.messages().planned() - report.messages().acknowledged() + " of "
                + report.messages().planned() + " messages were not acknowledged");
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
