package io.fleetport.bootstrap.wiring;

import io.fleetport.aws.dynamodb.DynamoSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code fleetport.dynamodb.*}: where the stores' tables are and how they are used. */
final class DynamoDbSettings {

    private static final String PART = "fleetport.dynamodb";
    private static final String DATABASE = "fleetport.database.kind";
    private static final String PREFIX = PART + ".table-prefix";
    private static final String CREATE = PART + ".create-tables";
    private static final String KEEP = PART + ".keep-history";

    /** A transaction of a hundred items; vehicles wait for it. */
    private static final Duration ATTEMPT = Duration.ofSeconds(2);

    private static final Duration CALL = Duration.ofSeconds(10);

    /** Less would be gone before anybody has looked at it. */
    private static final Duration LEAST_KEPT = Duration.ofDays(1);

    private DynamoDbSettings() {}

    /** @throws WrongSetting when a value cannot be used */
    static DynamoSettings of(Settings settings, Deployment deployment) {
        DynamoSettings tables = read(settings, deployment);
        settings.text("fleetport.stream.name")
                .map(stream -> KinesisSettings.consumer(settings, stream))
                .filter(tables.tables()::contains)
                .ifPresent(leases -> {
                    throw new WrongSetting(PREFIX + " is " + tables.prefix() + ", so that the table " + leases
                            + " would hold stores and leases: set it, or fleetport.kinesis.consumer, otherwise");
                });
        return tables;
    }

    private static DynamoSettings read(Settings settings, Deployment deployment) {
        @Nullable
        Duration kept = settings.text(KEEP).isEmpty() ? null : settings.duration(KEEP, LEAST_KEPT, LEAST_KEPT);
        try {
            return new DynamoSettings(
                    AwsSettings.access(settings, PART, ATTEMPT, CALL),
                    settings.text(PREFIX).orElse(DynamoSettings.USUAL_PREFIX),
                    settings.flag(CREATE, deployment.isLocal()),
                    kept);
        } catch (IllegalArgumentException e) {
            throw new WrongSetting(PREFIX + ": " + e.getMessage(), e);
        }
    }

    /** The same settings as if they had chosen these stores. */
    static Settings chosen(Settings given, Deployment.Stores stores) {
        boolean tables = stores == Deployment.Stores.DYNAMODB;
        return new Settings(name -> switch (name) {
            case "fleetport.stores" -> Optional.of(Settings.written(stores));
            case DATABASE ->
                tables ? Optional.empty() : given.text(DATABASE).filter(value -> !value.equalsIgnoreCase("none"));
            case PREFIX, CREATE, KEEP -> tables ? given.text(name) : Optional.empty();
            default -> given.text(name);
        });
    }

    /** What was meant for stores that are not these. */
    static List<String> wrong(Settings settings, Deployment deployment) {
        List<String> wrong = new ArrayList<>();
        if (deployment.stores() != Deployment.Stores.DYNAMODB) {
            Stream.of(PREFIX, CREATE, KEEP)
                    .filter(name -> settings.text(name).isPresent())
                    .forEach(name -> wrong.add(name + " is set, but fleetport.stores is "
                            + Settings.written(deployment.stores()) + ": set it to dynamodb, or leave it out"));
        }
        return wrong;
    }
}
