package io.fleetport.bootstrap.cli;

import io.fleetport.bootstrap.wiring.WrongSetting;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Reads the command line and runs the command. No failure shows a stack trace unless {@code FLEETPORT_TRACE} is set. */
public final class CommandLines {

    private CommandLines() {}

    /** @return the exit code: 0 done, 1 failed, 2 wrong command line */
    public static int run(String... arguments) {
        return run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                arguments);
    }

    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new RootCommand());
        line.setOut(out);
        line.setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            say(command.getErr(), failure);
            return CommandLine.ExitCode.SOFTWARE;
        });
        line.setParameterExceptionHandler((wrong, given) -> {
            err.println("fleetport: " + firstLine(wrong) + " See: "
                    + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
            return CommandLine.ExitCode.USAGE;
        });
        return line.execute(arguments);
    }

    private static void say(PrintWriter err, Throwable failure) {
        err.println("fleetport: " + firstLine(told(failure)));
        if (System.getenv("FLEETPORT_TRACE") != null) {
            failure.printStackTrace(err);
        }
    }

    /** What was meant for whoever reads it, or else what all began with. */
    static Throwable told(Throwable failure) {
        Throwable told = failure;
        while (!(told instanceof CommandFailure || told instanceof WrongSetting) && told.getCause() != null) {
            told = told.getCause();
        }
        return told;
    }

    private static String firstLine(Throwable told) {
        String message = told.getMessage();
        String line = (message == null ? told.getClass().getSimpleName() : message)
                .lines()
                .findFirst()
                .orElse("")
                .strip();
        return line.endsWith(".") ? line : line + ".";
    }
}
