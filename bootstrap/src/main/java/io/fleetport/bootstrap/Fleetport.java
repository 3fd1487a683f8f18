package io.fleetport.bootstrap;

import io.fleetport.bootstrap.cli.CommandLines;

/** The entry point: hands the command line over and ends the process with its exit code. */
public final class Fleetport {

    private Fleetport() {}

    public static void main(String[] arguments) {
        System.exit(CommandLines.run(arguments));
    }
}
