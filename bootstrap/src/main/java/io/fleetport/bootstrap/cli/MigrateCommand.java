package io.fleetport.bootstrap.cli;

import io.fleetport.application.audit.AuditVerification;
import io.fleetport.application.migration.Compared;
import io.fleetport.application.migration.TenantMigration;
import io.fleetport.bootstrap.wiring.Deployment;
import io.fleetport.bootstrap.wiring.OpenStores;
import io.fleetport.domain.fleet.OrganizationId;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Copies one organization from the stores of one technology to those of another, and compares both. Exit code 1 unless all is equal. */
@Command(
        name = "migrate",
        description = {
            "Copies all that is stored of one organization from PostgreSQL to DynamoDB or back, and compares both. The",
            "source is not changed. Needs the settings of the server, for both; can be broken off and run again."
        },
        mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {

    /** What is copied from or to, as the command line has it. */
    enum Place {
        POSTGRESQL(Deployment.Stores.POSTGRES),
        DYNAMODB(Deployment.Stores.DYNAMODB);

        private final Deployment.Stores stores;

        Place(Deployment.Stores stores) {
            this.stores = stores;
        }
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private EnvironmentOption environment = new EnvironmentOption();

    @Option(names = "--organization", paramLabel = "O", required = true, description = "Whose data is copied.")
    private String organization = "";

    @Option(names = "--from", paramLabel = "STORES", required = true, description = "postgresql or dynamodb.")
    private Place from = Place.POSTGRESQL;

    @Option(names = "--to", paramLabel = "STORES", required = true, description = "The other of the two.")
    private Place to = Place.DYNAMODB;

    @Option(
            names = "--while-writing",
            description = "Copies an organization that is not suspended, to rehearse: what is written meanwhile may be"
                    + " missing, and the comparison will say so.")
    private boolean whileWriting;

    @Option(names = "--compare-only", description = "Copies nothing and compares what is there.")
    private boolean compareOnly;

    @Option(
            names = "--writes-per-second",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Most items written to DynamoDB a second, 1 to 1000000. Default: ${DEFAULT-VALUE}.")
    private int writesPerSecond = 1_000;

    @Override
    public Integer call() {
        if (from == to) {
            throw wrong("--from and --to must not be the same.");
        }
        if (writesPerSecond < 1 || writesPerSecond > 1_000_000) {
            throw wrong("--writes-per-second must be within 1..1000000 but is " + writesPerSecond + ".");
        }
        OrganizationId whose;
        try {
            whose = new OrganizationId(organization);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage() + ".");
        }
        Deployment.Environment where = environment.orDefault();
        try (OpenStores source = OpenStores.of(where, data.orDefault(), from.stores);
                OpenStores target = OpenStores.of(where, data.orDefault(), to.stores)) {
            target.limitWrites(writesPerSecond);
            TenantMigration migration =
                    new TenantMigration(source.stores(), target.stores(), whose, MigrateCommand::second);
            if (!compareOnly) {
                migration.check(whileWriting);
                migration.copy((kind, added) -> out().printf(Locale.ROOT, "copied %-20s %,14d%n", kind, added));
            }
            return told(
                    migration.compare(), new AuditVerification(target.stores().auditLog()).verify(whose, null));
        }
    }

    private int told(List<Compared> all, AuditVerification.Finding log) {
        all.forEach(compared -> (compared.isEqual() ? out() : err()).println(line(compared)));
        boolean whole = log.broken() == null;
        (whole ? out() : err())
                .println("audit log of the target: " + (whole ? "whole" : "broken") + "; head " + log.reached());
        TenantMigration.notCopied().forEach((what, why) -> out().println("not copied: " + what + ": " + why));
        long different = all.stream().filter(compared -> !compared.isEqual()).count();
        if (different == 0 && whole) {
            out().println("all " + all.size() + " kinds are equal");
            return 0;
        }
        err().println(different + " of " + all.size() + " kinds differ");
        return 1;
    }

    private static String line(Compared compared) {
        return compared.isEqual()
                ? String.format(
                        Locale.ROOT,
                        "equal  %-20s %,14d  %s",
                        compared.kind(),
                        compared.inSource(),
                        compared.sourceDigest())
                : String.format(
                        Locale.ROOT,
                        "differ %-20s %,14d in the source, %,d in the target, first at %s",
                        compared.kind(),
                        compared.inSource(),
                        compared.inTarget(),
                        compared.firstDifference());
    }

    private static void second() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
