package io.fleetport.bootstrap.wiring;

import io.fleetport.application.port.out.PortableStores;
import io.fleetport.aws.dynamodb.DynamoStores;
import io.fleetport.aws.rds.PostgresSettings;
import io.fleetport.aws.rds.PostgresStores;
import io.fleetport.bootstrap.local.EmbeddedDatabase;
import io.fleetport.bootstrap.local.LocalLayout;
import io.fleetport.bootstrap.local.PrivateFile;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The stores of a server for a command that runs beside it: found by the same settings, opened apart from the server, closed
 * when the command is done. An embedded database is that of the running server.
 */
public final class OpenStores implements AutoCloseable {

    /** Names the organization of who runs the service. */
    private static final String OPERATOR = "fleetport.stations.operator-organization";

    private static final String USUAL_OPERATOR = "operator";

    private final SecretValues secrets;
    private final Deployment deployment;
    private final PortableStores stores;
    private final Runnable closing;
    private final String operator;

    private OpenStores(
            SecretValues secrets, Deployment deployment, PortableStores stores, Runnable closing, String operator) {
        this.secrets = secrets;
        this.deployment = deployment;
        this.stores = stores;
        this.closing = closing;
        this.operator = operator;
    }

    /**
     * @param data the server's data directory
     * @throws WrongSetting when the settings name no database that outlives a command
     */
    public static OpenStores of(Deployment.Environment environment, Path data) {
        return of(environment, data, settings -> settings);
    }

    /**
     * As {@link #of(Deployment.Environment, Path)}, of the one technology or the other, whichever the settings choose: what they
     * say about both is there for a move from one to the other.
     *
     * @param stores not in memory
     */
    public static OpenStores of(Deployment.Environment environment, Path data, Deployment.Stores stores) {
        return of(environment, data, settings -> DynamoDbSettings.chosen(settings, stores));
    }

    private static OpenStores of(Deployment.Environment environment, Path data, UnaryOperator<Settings> choice) {
        KnownSettings.packaged()
                .requireKnown(System.getenv().keySet(), System.getProperties().stringPropertyNames());
        try (ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .environments(Settings.written(environment))
                .banner(false)
                .build()) {
            context.getEnvironment().start();
            Settings given = choice.apply(new Settings(name -> name.equals("fleetport.environment")
                    ? Optional.of(Settings.written(environment))
                    : context.getEnvironment().getProperty(name, String.class)));
            Deployment deployment = Deployment.of(given);
            String operator = given.text(OPERATOR).orElse(USUAL_OPERATOR);
            SecretValues secrets = SecretValues.of(given);
            try {
                MeterRegistry unread = new SimpleMeterRegistry();
                if (deployment.stores() == Deployment.Stores.DYNAMODB) {
                    DynamoStores tables = new DynamoStores(DynamoDbSettings.of(given, deployment), unread);
                    return new OpenStores(secrets, deployment, tables, tables::close, operator);
                }
                PostgresStores database = new PostgresStores(reach(deployment, secrets, data), unread);
                return new OpenStores(secrets, deployment, database, database::close, operator);
            } catch (RuntimeException unreachable) {
                secrets.close();
                throw unreachable;
            }
        }
    }

    private static PostgresSettings reach(Deployment deployment, SecretValues secrets, Path data) {
        return switch (deployment.database()) {
            case EMBEDDED -> embedded(data);
            case EXTERNAL -> StoreBeans.external(secrets.settings(), secrets);
            case NONE -> throw new WrongSetting("the stores are in memory: no other process can reach them");
        };
    }

    private static PostgresSettings embedded(Path data) {
        Path port = LocalLayout.databasePort(data);
        if (!Files.exists(port)) {
            throw new WrongSetting("there is no embedded database in " + data + ": start the server first");
        }
        try {
            String password =
                    new String(PrivateFile.read(LocalLayout.databasePassword(data)), StandardCharsets.US_ASCII);
            return PostgresSettings.of(
                    EmbeddedDatabase.url(Integer.parseInt(Files.readString(port).strip())),
                    EmbeddedDatabase.USER,
                    password);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + port, e);
        }
    }

    public PortableStores stores() {
        return stores;
    }

    /** What the server is set to, secrets put in. */
    Settings settings() {
        return secrets.settings();
    }

    Deployment deployment() {
        return deployment;
    }

    /** Lets no more than so many writes a second through to tables of DynamoDB; without effect on a database. */
    public void limitWrites(int perSecond) {
        if (stores instanceof DynamoStores tables) {
            tables.limitWrites(perSecond);
        }
    }

    /** The organization of who runs the service. */
    public String operator() {
        return operator;
    }

    @Override
    public void close() {
        closing.run();
        secrets.close();
    }
}
