package io.fleetport.bootstrap.cli;

import io.fleetport.bootstrap.local.DataPlaces;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --data}, the same for all commands. */
final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data directory of the server. Default: $FLEETPORT_DATA, else the user's data folder.")
    private @Nullable Path given;

    Optional<Path> given() {
        return Optional.ofNullable(given);
    }

    Path orDefault() {
        return given().orElseGet(DataPlaces::data);
    }
}
