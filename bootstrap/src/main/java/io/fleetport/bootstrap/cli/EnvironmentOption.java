package io.fleetport.bootstrap.cli;

import io.fleetport.bootstrap.wiring.Deployment;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --environment}, the same for all commands. In production they need the settings of the server. */
final class EnvironmentOption {

    private static final String VARIABLE = "FLEETPORT_ENVIRONMENT";

    @Option(
            names = "--environment",
            paramLabel = "E",
            description = "local or production. Default: $" + VARIABLE + ", else local.")
    private Deployment.@Nullable Environment given;

    /** @throws CommandFailure when the variable names none */
    Deployment.Environment orDefault() {
        if (given != null) {
            return given;
        }
        String named = System.getenv(VARIABLE);
        if (named == null || named.isBlank()) {
            return Deployment.Environment.LOCAL;
        }
        try {
            return Deployment.Environment.valueOf(named.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(VARIABLE + " must be local or production but is " + named, e);
        }
    }
}
