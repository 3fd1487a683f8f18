package io.fleetport.bootstrap.cli;

import io.fleetport.bootstrap.local.DataPlaces;
import io.fleetport.bootstrap.local.LocalLayout;
import io.fleetport.bootstrap.local.RunningServer;
import io.fleetport.bootstrap.local.RunningServers;
import io.fleetport.bootstrap.security.DevelopmentIssuer;
import io.fleetport.bootstrap.security.Role;
import io.fleetport.domain.fleet.OrganizationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints a bearer token for a local server, and nothing else. */
@Command(
        name = "token",
        description = "Prints a bearer token for a local server on standard output.",
        mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--organization", paramLabel = "O", required = true, description = "Organization of the bearer.")
    private String organization = "";

    @Option(
            names = "--role",
            paramLabel = "R",
            required = true,
            split = ",",
            description =
                    "Role of the bearer, may be repeated: viewer, dispatcher, manager, admin, auditor, source, operator.")
    private List<String> roles = new ArrayList<>();

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            defaultValue = "12h",
            converter = DurationConverter.class,
            description = "How long it is valid, at most 7d. Default: ${DEFAULT-VALUE}.")
    private Duration expires = Duration.ofHours(12);

    @Option(names = "--subject", paramLabel = "NAME", description = "Who it is for. Default: ${DEFAULT-VALUE}.")
    private String subject = "command-line";

    @Override
    public Integer call() throws IOException {
        if (expires.isZero() || expires.isNegative() || expires.compareTo(DevelopmentIssuer.LONGEST) > 0) {
            throw wrong("--expires must be positive and at most " + DevelopmentIssuer.LONGEST.toDays() + "d.");
        }
        List<Role> known = roles.stream()
                .map(role -> Role.find(role).orElseThrow(() -> wrong("There is no role \"" + role + "\".")))
                .toList();
        OrganizationId bearers;
        try {
            bearers = new OrganizationId(organization);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage() + ".");
        }
        String token = LocalServer.issuer(directory()).mint(bearers, subject, known, expires);
        spec.commandLine().getOut().println(token);
        return 0;
    }

    /** The directory given, else that of the server started last, else the default one. */
    private Path directory() throws IOException {
        if (data.given().isPresent()) {
            return data.given().get();
        }
        Path usual = DataPlaces.data();
        return new RunningServers(DataPlaces.servers())
                .newest()
                .map(RunningServer::data)
                .filter(used -> Files.exists(LocalLayout.issuerKey(used)))
                .orElse(usual);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
