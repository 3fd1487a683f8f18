package io.fleetport.aws.dynamodb;

import com.amazonaws.services.dynamodbv2.local.main.ServerRunner;
import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import io.fleetport.application.contract.FreePort;
import io.fleetport.aws.sdk.AwsAccess;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** DynamoDB Local in this process, in memory: one for all tests, started by the first that needs it. */
public final class DynamoLocal {

    private static final DynamoLocal RUNNING = new DynamoLocal();

    private static final Map<String, AttributeValue> LEADER = Map.of("leaseKey", AttributeValue.fromS("Leader"));

    private final int port = FreePort.any();
    private final DynamoDbClient client;

    private DynamoLocal() {
        try {
            DynamoDBProxyServer server = ServerRunner.createServerFromCommandLineArgs(
                    new String[] {"-inMemory", "-disableTelemetry", "-port", Integer.toString(port)});
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not start", e);
        }
        client = access().open(DynamoDbClient.builder());
    }

    public static DynamoLocal running() {
        return RUNNING;
    }

    /** To make and look at things past the code under test. */
    public DynamoDbClient client() {
        return client;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public AwsAccess access() {
        return access(endpoint());
    }

    /** Any server of the tests. */
    public static AwsAccess access(URI endpoint) {
        return new AwsAccess(
                "eu-central-1",
                endpoint,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("fleetport", "anything")),
                2,
                Duration.ofSeconds(20),
                Duration.ofMinutes(1));
    }

    /**
     * Makes the table as the library would, with each shard's lease at its oldest record: for a table that is not there or is
     * empty the library waits up to half a minute at random, so that many processes do not fill it at once.
     */
    public void prepareLeases(String consumer, Collection<String> shards) {
        client.createTable(table -> table.tableName(consumer)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(List.of(text("leaseKey"), text("leaseOwner")))
                .keySchema(List.of(key("leaseKey", KeyType.HASH)))
                .globalSecondaryIndexes(List.of(GlobalSecondaryIndex.builder()
                        .indexName("LeaseOwnerToLeaseKeyIndex")
                        .keySchema(List.of(key("leaseOwner", KeyType.HASH), key("leaseKey", KeyType.RANGE)))
                        .projection(keys -> keys.projectionType(ProjectionType.KEYS_ONLY))
                        .build())));
        for (String shard : shards) {
            client.putItem(item -> item.tableName(consumer)
                    .item(Map.of(
                            "leaseKey", AttributeValue.fromS(shard),
                            "leaseCounter", AttributeValue.fromN("0"),
                            "checkpoint", AttributeValue.fromS("TRIM_HORIZON"),
                            "checkpointSubSequenceNumber", AttributeValue.fromN("0"),
                            "ownerSwitchesSinceCheckpoint", AttributeValue.fromN("0"))));
        }
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    /** Where a shard's lease stands: a sequence number, or the end of the shard. */
    public String checkpoint(String consumer, String shard) {
        return client.getItem(item -> item.tableName(consumer).key(Map.of("leaseKey", AttributeValue.fromS(shard))))
                .item()
                .get("checkpoint")
                .s();
    }

    /** Who reads a shard, as its lease says; empty when nobody does. */
    public Optional<String> owner(String consumer, String shard) {
        return Optional.ofNullable(client.getItem(
                                item -> item.tableName(consumer).key(Map.of("leaseKey", AttributeValue.fromS(shard))))
                        .item()
                        .get("leaseOwner"))
                .map(AttributeValue::s);
    }

    /** Gives a shard's lease to another worker, as the library's leader does when it believes the owner dead. */
    public void giveLease(String consumer, String shard, String owner) {
        client.updateItem(item -> item.tableName(consumer)
                .key(Map.of("leaseKey", AttributeValue.fromS(shard)))
                .updateExpression("set leaseOwner = :owner, leaseCounter = leaseCounter + :one")
                .expressionAttributeValues(
                        Map.of(":owner", AttributeValue.fromS(owner), ":one", AttributeValue.fromN("1"))));
    }

    /** Which worker leads, as the library's lock says. */
    public Optional<Map<String, AttributeValue>> leader(String consumer) {
        return Optional.of(client.getItem(item -> item.tableName(consumer).key(LEADER))
                        .item())
                .filter(item -> !item.isEmpty());
    }

    /** Puts back what {@link #leader(String)} said. */
    public void leader(String consumer, Map<String, AttributeValue> leader) {
        client.putItem(item -> item.tableName(consumer).item(leader));
    }
}
