package io.fleetport.bootstrap.cli;

import io.fleetport.application.audit.AuditVerification;
import io.fleetport.application.audit.AuditVerification.Finding;
import io.fleetport.application.port.out.AuditLog;
import io.fleetport.bootstrap.wiring.Deployment;
import io.fleetport.bootstrap.wiring.OpenStores;
import io.fleetport.domain.audit.ChainHead;
import io.fleetport.domain.audit.ChainWalk;
import io.fleetport.domain.audit.ChainWalk.Break;
import io.fleetport.domain.fleet.OrganizationId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says whether audit logs are what was written, and where the first one is not. Exit code 1 when one is not. */
@Command(
        name = "verify",
        description =
                "Says whether the audit log is what was written. Its head, kept elsewhere, proves later that nothing was"
                        + " cut off or written anew.",
        mixinStandardHelpOptions = true)
final class AuditVerify implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private EnvironmentOption environment = new EnvironmentOption();

    @Option(names = "--file", paramLabel = "FILE", description = "An exported log, instead of a data directory.")
    private @Nullable Path file;

    @Option(names = "--organization", paramLabel = "O", description = "Whose log. Default: all of the data directory.")
    private @Nullable String organization;

    @Option(
            names = "--head",
            paramLabel = "NUMBER:HASH",
            description = "A head of this log that was kept elsewhere; with --organization or --file.")
    private @Nullable String head;

    @Override
    public Integer call() throws IOException {
        if (head != null && organization == null && file == null) {
            throw wrong("--head is of one log: say which with --organization or --file.");
        }
        if (file != null && data.given().isPresent()) {
            throw wrong("--file and --data exclude one another.");
        }
        try {
            ChainHead anchor = head == null ? null : ChainHead.parse(head);
            OrganizationId wanted = organization == null ? null : new OrganizationId(organization);
            return file == null ? stored(wanted, anchor) : told(AuditExport.verify(file, wanted, anchor));
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage() + ".");
        }
    }

    private int stored(@Nullable OrganizationId wanted, @Nullable ChainHead anchor) throws IOException {
        Deployment.Environment where = environment.orDefault();
        if (where == Deployment.Environment.LOCAL) {
            try (LocalStores stores = LocalStores.open(data.orDefault())) {
                return verified(stores.auditLog(), wanted, anchor);
            }
        }
        try (OpenStores open = OpenStores.of(where, data.orDefault())) {
            return verified(open.stores().auditLog(), wanted, anchor);
        }
    }

    private int verified(AuditLog log, @Nullable OrganizationId wanted, @Nullable ChainHead anchor) {
        AuditVerification verification = new AuditVerification(log);
        List<OrganizationId> organizations = wanted == null ? log.organizations() : List.of(wanted);
        if (organizations.isEmpty()) {
            spec.commandLine().getOut().println("There are no audit logs yet.");
        }
        int worst = 0;
        for (OrganizationId one : organizations) {
            worst = Math.max(worst, told(verification.verify(one, anchor)));
        }
        return worst;
    }

    private int told(Finding finding) {
        Break broken = finding.broken();
        if (broken == null) {
            spec.commandLine()
                    .getOut()
                    .println(finding.organization() + ": " + finding.reached().number() + " entries, whole; head "
                            + finding.reached());
            return 0;
        }
        spec.commandLine()
                .getErr()
                .println(finding.organization() + ": broken at entry " + broken.number() + ": "
                        + inWords(broken.fault()) + "; whole up to head " + finding.reached());
        return 1;
    }

    private static String inWords(ChainWalk.Fault fault) {
        return switch (fault) {
            case CHANGED -> "it is not as it was written";
            case MISSING -> "it is missing";
            case UNLINKED -> "it does not follow on the entry before it";
            case REWRITTEN -> "it is another entry than the head that was kept";
            case TRUNCATED -> "the log was cut off before it";
        };
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
