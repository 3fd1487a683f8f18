package io.fleetport.bootstrap.cli;

import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.replay.ReplayReport;
import io.fleetport.application.replay.ReplayScope;
import io.fleetport.bootstrap.wiring.OpenReplay;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Takes archived messages in once more. Exit code 1 when something in the archive could not be read. */
@Command(
        name = "replay",
        description = {
            "Gives what the archive holds of one organization to the intake once more, in the order it was received, so that",
            "readings, trips, sessions and swaps come out of it anew. What the stores have already changes nothing; nobody is",
            "told of what comes. Needs the settings of the server; can be broken off and run again."
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

    private static final int MIB = 1 << 20;

    /** Whom it is about, if not everybody. */
    static final class Only {
        @Option(names = "--vehicle", paramLabel = "ID", required = true, description = "Only this vehicle, by its id.")
        private @Nullable UUID vehicle;

        @Option(names = "--station", paramLabel = "ID", required = true, description = "Only this station.")
        private @Nullable String station;
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private EnvironmentOption environment = new EnvironmentOption();

    @Option(names = "--organization", paramLabel = "O", required = true, description = "Whose messages are replayed.")
    private String organization = "";

    @Option(
            names = "--from",
            paramLabel = "DATE",
            required = true,
            description = "First day of receipt, UTC, such as 2026-01-31.")
    private LocalDate from = LocalDate.EPOCH;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description = "First day that is not replayed any more. Default: tomorrow.")
    private @Nullable LocalDate until;

    @ArgGroup
    private @Nullable Only only;

    @Option(
            names = "--archive",
            paramLabel = "DIR",
            description = "The archive's folder, where it is not the server's own archive that is replayed.")
    private @Nullable Path archive;

    @Option(
            names = "--memory",
            paramLabel = "MIB",
            defaultValue = "128",
            description = "Messages held to put them in order, in MiB, 1 to 65536. Default: ${DEFAULT-VALUE}.")
    private int memory = 128;

    @Option(
            names = "--writes-per-second",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Most items written to DynamoDB a second, 1 to 1000000. Default: ${DEFAULT-VALUE}.")
    private int writesPerSecond = 1_000;

    @Override
    public Integer call() {
        require("--memory", memory, 65_536);
        require("--writes-per-second", writesPerSecond, 1_000_000);
        ReplayScope scope = scope();
        try (OpenReplay replay = OpenReplay.of(environment.orDefault(), data.orDefault())) {
            replay.limitWrites(writesPerSecond);
            return told(replay.run(scope, archive, (long) memory * MIB, this::progress));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("broken off; run it again from the day after the last one that is shown");
        }
    }

    private ReplayScope scope() {
        try {
            OrganizationId whose = new OrganizationId(organization);
            LocalDate end = until == null ? LocalDate.now(ZoneOffset.UTC).plusDays(1) : until;
            if (!from.isBefore(end)) {
                throw new IllegalArgumentException("--until must be a day after --from, " + from + ", but is " + end);
            }
            return new ReplayScope(whose, from, end, subject(whose));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage() + ".", e);
        }
    }

    private @Nullable Subject subject(OrganizationId whose) {
        if (only == null) {
            return null;
        }
        return only.vehicle != null
                ? new VehicleKey(whose, new VehicleId(only.vehicle))
                : new StationKey(whose, new StationId(String.valueOf(only.station)));
    }

    private void require(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(
                    spec.commandLine(), name + " must be within 1.." + most + " but is " + value + ".");
        }
    }

    private void progress(LocalDate day, ReplayReport soFar) {
        out().printf(
                        Locale.ROOT,
                        "up to %s: %,d messages read, %,d taken, %,d already there%n",
                        day,
                        soFar.read(),
                        soFar.taken(),
                        soFar.alreadyThere());
        out().flush();
    }

    private int told(ReplayReport report) {
        if (report.files() == 0) {
            throw new CommandFailure("the archive holds nothing of " + organization + " from " + from + " on");
        }
        line(
                out(),
                "read",
                report.read(),
                "messages of " + String.format(Locale.ROOT, "%,d", report.files()) + " files");
        line(out(), "taken", report.taken(), "committed");
        line(out(), "already there", report.alreadyThere(), "changed nothing");
        line(out(), "empty", report.empty(), "noticed by the server itself, or of vehicles whose positions are off");
        line(out(), "erased", report.erased(), "of vehicles or intervals that were erased");
        line(out(), "unknown", report.unknownStations(), "of stations that are not registered to " + organization);
        report.refused().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(refused -> line(
                        out(), "refused", refused.getValue(), refused.getKey().outwardName()));
        if (report.implausible() > 0) {
            line(out(), "left out", report.implausible(), "values that no vehicle can have, of messages taken");
        }
        if (report.early() > 0) {
            line(
                    out(),
                    "out of order",
                    report.early(),
                    "given in early, which changes nothing: --memory was too little");
        }
        report.examples().forEach(example -> err().println("refused: " + example));
        report.damaged().forEach(file -> err().println("damaged: " + file));
        if (report.isWhole()) {
            return 0;
        }
        err().printf(
                        Locale.ROOT,
                        "%,d files are damaged, %,d messages could not be understood%n",
                        report.damagedFiles(),
                        report.refused().getOrDefault(DeadLetterReason.UNDECODABLE, 0L));
        return 1;
    }

    private static void line(PrintWriter to, String what, long count, String meaning) {
        to.printf(Locale.ROOT, "%-13s %,14d  %s%n", what, count, meaning);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
