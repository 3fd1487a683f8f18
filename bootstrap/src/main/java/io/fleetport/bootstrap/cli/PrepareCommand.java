package io.fleetport.bootstrap.cli;

import io.fleetport.bootstrap.local.Folders;
import io.fleetport.bootstrap.wiring.Deployment;
import io.fleetport.bootstrap.wiring.Server;
import io.fleetport.bootstrap.wiring.ServerOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Runs everything once for a moment. The launcher has the JVM write down what it loaded and compiled meanwhile (JEP 483,
 * 514, 515), and every later start begins from that: see docs/adr/0021.
 */
@Command(
        name = "prepare",
        description = {
            "Starts a server on data that is thrown away, uses it for a moment, and ends it, so that the JVM can keep",
            "what it learned beside fleetport.jar: later starts take a third of the time. Needs a JDK of version 25.",
            "Once after each installation is enough."
        },
        mixinStandardHelpOptions = true)
final class PrepareCommand implements Callable<Integer> {

    /** What a server's first minute needs, short enough not to be waited for. */
    private static final List<List<String>> USES = List.of(
            List.of("simulate", "vehicles", "--vehicles", "4", "--rate", "200", "--seconds", "3"),
            List.of("simulate", "stations", "--stations", "4", "--interval", "1", "--seconds", "3"),
            List.of("token", "--organization", "demo", "--role", "viewer"));

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path data = Files.createTempDirectory("fleetport-prepare");
        try (Server server = Server.start(new ServerOptions(
                Deployment.Environment.LOCAL,
                data,
                false,
                "localhost",
                Ports.preferably("localhost", Ports.USUAL_API),
                Ports.preferably("localhost", Ports.USUAL_VEHICLES),
                Ports.preferably("localhost", Ports.USUAL_STATIONS),
                Map.of()))) {
            ServeCommand.announce(server);
            for (List<String> use : USES) {
                use(data, use);
            }
        } finally {
            Folders.delete(data);
        }
        spec.commandLine().getOut().println("fleetport: prepared; the JVM writes down what it learned.");
        spec.commandLine().getOut().flush();
        return 0;
    }

    private void use(Path data, List<String> words) {
        String[] line = new String[words.size() + 2];
        words.toArray(line);
        line[words.size()] = "--data";
        line[words.size() + 1] = data.toString();
        int exit = CommandLines.run(
                new PrintWriter(Writer.nullWriter()), spec.commandLine().getErr(), line);
        if (exit != 0) {
            throw new CommandFailure("fleetport " + String.join(" ", words) + " failed, so nothing is kept");
        }
    }
}
