package io.fleetport.bootstrap.cli;

import io.fleetport.application.audit.AuditRecorder;
import io.fleetport.application.tenancy.OperatorKeys;
import io.fleetport.bootstrap.wiring.Deployment;
import io.fleetport.bootstrap.wiring.OpenStores;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the first key of the operator, straight in the database: whoever can reach that may have it. */
@Command(
        name = "bootstrap",
        description = "Makes the operator's first API key and prints it, once, on standard output. Needs the settings"
                + " of the server; a local server must be running.",
        mixinStandardHelpOptions = true)
final class OperatorBootstrap implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private EnvironmentOption environment = new EnvironmentOption();

    @Option(names = "--again", description = "Makes another key although there is a valid one.")
    private boolean again;

    @Override
    public Integer call() {
        Deployment.Environment where = environment.orDefault();
        try (OpenStores open = OpenStores.of(where, data.orDefault())) {
            OperatorKeys keys = new OperatorKeys(
                    open.stores().organizations(),
                    open.stores().apiKeys(),
                    new AuditRecorder(open.stores().auditLog(), Clock.systemUTC()),
                    Clock.systemUTC());
            Optional<String> key = keys.first(new OrganizationId(open.operator()), again);
            spec.commandLine()
                    .getOut()
                    .println(key.orElseThrow(() -> new CommandFailure(
                            "the operator has a valid key already: use it, or" + " give --again to make another one")));
            return 0;
        }
    }
}
