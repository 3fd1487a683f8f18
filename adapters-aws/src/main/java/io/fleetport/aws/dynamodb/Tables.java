package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.PortRefused;
import io.fleetport.aws.sdk.SdkFailures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsStatus;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/**
 * How the tables have to be: two text keys, two indexes that hold keys only, paid by the request, with a time to live, and with
 * backups to any point in time where the server has such (DynamoDB Local has not).
 */
final class Tables {

    private static final List<KeySchemaElement> KEYS = keys(Key.PK, Key.SK);

    private final DynamoDbClient client;
    private final DynamoSettings settings;

    Tables(DynamoDbClient client, DynamoSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    /** @throws PortRefused when a table is not there and is not to be made, or is not as it has to be: all that is wrong in one line */
    void prepare() {
        List<String> wrong = new ArrayList<>();
        for (Table table : Table.values()) {
            String name = table.nameWith(settings.prefix());
            Optional<TableDescription> found = Database.call("looking at table " + name, () -> describe(name));
            if (found.isPresent()) {
                wrong.addAll(Database.call("looking at table " + name, () -> wrongWith(found.get())));
            } else if (settings.createTables()) {
                Database.call("making table " + name, () -> make(name));
            } else {
                wrong.add("table " + name + " is not there");
            }
        }
        if (!wrong.isEmpty()) {
            throw new PortRefused(
                    "DynamoDB tables are not as they have to be: " + String.join("; ", wrong),
                    new IllegalStateException("docs/data-model.md says how"));
        }
    }

    private Optional<TableDescription> describe(String name) {
        try {
            return Optional.of(
                    client.describeTable(request -> request.tableName(name)).table());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Another process may be doing the same at the same time. */
    private boolean make(String name) {
        try {
            client.createTable(request -> request.tableName(name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(KEYS)
                    .attributeDefinitions(Stream.concat(
                                    Stream.of(Key.PK, Key.SK),
                                    Arrays.stream(Index.values()).flatMap(index -> Stream.of(index.pk(), index.sk())))
                            .map(Tables::text)
                            .toList())
                    .globalSecondaryIndexes(Arrays.stream(Index.values())
                            .map(Tables::definition)
                            .toList()));
        } catch (ResourceInUseException e) {
            // made meanwhile
        }
        try (DynamoDbWaiter waiter = DynamoDbWaiter.builder().client(client).build()) {
            waiter.waitUntilTableExists(request -> request.tableName(name));
        }
        if (!hasTimeToLive(name)) {
            client.updateTimeToLive(
                    request -> request.tableName(name).timeToLiveSpecification(live -> live.attributeName(Item.EXPIRES)
                            .enabled(true)));
        }
        if (backups(name) == Backups.OFF) {
            client.updateContinuousBackups(request -> request.tableName(name)
                    .pointInTimeRecoverySpecification(backups -> backups.pointInTimeRecoveryEnabled(true)));
        }
        return true;
    }

    private List<String> wrongWith(TableDescription table) {
        String name = table.tableName();
        List<String> wrong = new ArrayList<>();
        if (!table.keySchema().equals(KEYS)) {
            wrong.add("table " + name + " must have the keys pk and sk");
        }
        for (Index index : Index.values()) {
            if (table.globalSecondaryIndexes().stream().noneMatch(found -> is(index, found))) {
                wrong.add("table " + name + " must have an index " + index.indexName() + " on " + index.pk() + " and "
                        + index.sk() + " with KEYS_ONLY");
            }
        }
        if (table.billingModeSummary() == null
                || table.billingModeSummary().billingMode() != BillingMode.PAY_PER_REQUEST) {
            wrong.add("table " + name + " must be billed PAY_PER_REQUEST");
        }
        if (!hasTimeToLive(name)) {
            wrong.add("table " + name + " must have its time to live in the attribute " + Item.EXPIRES);
        }
        if (backups(name) == Backups.OFF) {
            wrong.add("table " + name + " must have point-in-time recovery switched on");
        }
        return wrong;
    }

    private static boolean is(Index index, GlobalSecondaryIndexDescription found) {
        return found.indexName().equals(index.indexName())
                && found.keySchema().equals(keys(index.pk(), index.sk()))
                && found.projection().projectionType() == ProjectionType.KEYS_ONLY;
    }

    private boolean hasTimeToLive(String name) {
        var live = client.describeTimeToLive(request -> request.tableName(name)).timeToLiveDescription();
        return Item.EXPIRES.equals(live.attributeName())
                && (live.timeToLiveStatus() == TimeToLiveStatus.ENABLED
                        || live.timeToLiveStatus() == TimeToLiveStatus.ENABLING);
    }

    private enum Backups {
        ON,
        OFF,
        UNKNOWN_TO_SERVER
    }

    private Backups backups(String name) {
        try {
            var backups = client.describeContinuousBackups(request -> request.tableName(name))
                    .continuousBackupsDescription();
            return backups.continuousBackupsStatus() == ContinuousBackupsStatus.ENABLED
                            && backups.pointInTimeRecoveryDescription().pointInTimeRecoveryStatus()
                                    == PointInTimeRecoveryStatus.ENABLED
                    ? Backups.ON
                    : Backups.OFF;
        } catch (DynamoDbException e) {
            if (SdkFailures.code(e).equals("UnknownOperationException")) {
                return Backups.UNKNOWN_TO_SERVER;
            }
            throw e;
        }
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static GlobalSecondaryIndex definition(Index index) {
        return GlobalSecondaryIndex.builder()
                .indexName(index.indexName())
                .keySchema(keys(index.pk(), index.sk()))
                .projection(held -> held.projectionType(ProjectionType.KEYS_ONLY))
                .build();
    }

    private static List<KeySchemaElement> keys(String partition, String sort) {
        return List.of(
                KeySchemaElement.builder()
                        .attributeName(partition)
                        .keyType(KeyType.HASH)
                        .build(),
                KeySchemaElement.builder()
                        .attributeName(sort)
                        .keyType(KeyType.RANGE)
                        .build());
    }
}
