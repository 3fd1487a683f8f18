package io.fleetport.bootstrap.cli;

import io.fleetport.bootstrap.local.DataDirectory;
import io.fleetport.bootstrap.local.LocalLayout;
import io.fleetport.bootstrap.local.MasterKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The master keys, under which every organization's own keys are wrapped. */
@Command(
        name = "keys",
        description = "Looks after the master keys of a server that is stopped.",
        mixinStandardHelpOptions = true,
        subcommands = KeysCommand.Rotate.class)
final class KeysCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Say what to do: rotate.");
    }

    /** Adds a key that wraps from the next start on. */
    @Command(
            name = "rotate",
            description = "Adds a master key. At the next start every organization's keys are wrapped under it.",
            mixinStandardHelpOptions = true)
    static final class Rotate implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        @Mixin
        private DataOption data = new DataOption();

        @Option(
                names = "--file",
                paramLabel = "FILE",
                description = "The file of master keys where it is not in the data directory (fleetport.keys.file).")
        private @Nullable Path file;

        @Override
        public Integer call() {
            Path keys = file;
            if (keys != null) {
                return rotated(keys);
            }
            // Taken for as long as it takes, so that no server runs on it.
            try (DataDirectory directory = DataDirectory.open(data.orDefault())) {
                return rotated(LocalLayout.masterKeys(directory.root()));
            } catch (IllegalStateException inUse) {
                throw new CommandFailure(String.valueOf(inUse.getMessage()));
            }
        }

        private int rotated(Path keys) {
            if (!Files.exists(keys)) {
                throw new CommandFailure("there are no master keys in " + keys);
            }
            String id = MasterKeys.rotate(keys).currentId();
            spec.commandLine()
                    .getOut()
                    .println("The master key " + id + " wraps from the next start on: back up " + keys);
            return 0;
        }
    }
}
