package io.fleetport.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.aws.dynamodb.DynamoLocal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

class RequestMetersTest {

    private static final String TABLE = "counted";
    private static final Map<String, AttributeValue> KEY = Map.of("pk", AttributeValue.fromS("a"));

    /** Of 3,000 bytes: three write units of 1 KB, one read unit of 4 KB. */
    private static final Map<String, AttributeValue> ITEM =
            Map.of("pk", AttributeValue.fromS("a"), "text", AttributeValue.fromS("x".repeat(2_990)));

    private final MeterRegistry meters = new SimpleMeterRegistry();

    @BeforeAll
    static void make() {
        DynamoLocal.running().client().createTable(table -> table.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(List.of(AttributeDefinition.builder()
                        .attributeName("pk")
                        .attributeType(ScalarAttributeType.S)
                        .build()))
                .keySchema(List.of(KeySchemaElement.builder()
                        .attributeName("pk")
                        .keyType(KeyType.HASH)
                        .build())));
    }

    @AfterAll
    static void remove() {
        DynamoLocal.running().client().deleteTable(table -> table.tableName(TABLE));
    }

    @Test
    void whatDynamoDbBillsForIsCounted() {
        try (DynamoDbClient client =
                DynamoLocal.running().access().counting(meters).open(DynamoDbClient.builder())) {
            client.putItem(item -> item.tableName(TABLE).item(ITEM));
            assertThat(capacity("write")).isEqualTo(3);
            double told = client.transactWriteItems(items -> items.transactItems(List.of(TransactWriteItem.builder()
                            .put(item -> item.tableName(TABLE).item(ITEM))
                            .build())))
                    .consumedCapacity()
                    .getFirst()
                    .capacityUnits();
            assertThat(capacity("write")).isEqualTo(3 + told);
            client.getItem(item -> item.tableName(TABLE).key(KEY).consistentRead(true));
        }
        assertThat(requests("PutItem")).isEqualTo(1);
        assertThat(requests("TransactWriteItems")).isEqualTo(1);
        assertThat(requests("GetItem")).isEqualTo(1);
        assertThat(capacity("read")).isEqualTo(1);
    }

    @Test
    void aRequestThatIsTriedAgainIsCountedEachTime() {
        AwsAccess nobody = DynamoLocal.access(URI.create("http://127.0.0.1:1")).counting(meters);
        try (DynamoDbClient client = nobody.open(DynamoDbClient.builder())) {
            assertThatThrownBy(
                            () -> client.getItem(item -> item.tableName(TABLE).key(KEY)))
                    .isInstanceOf(SdkClientException.class);
        }
        assertThat(requests("GetItem")).isEqualTo(nobody.attempts());
    }

    private double requests(String operation) {
        return count("fleetport.aws.requests", "operation", operation);
    }

    private double capacity(String kind) {
        return count("fleetport.dynamodb.capacity", "kind", kind);
    }

    private double count(String name, String tag, String value) {
        Counter counter = meters.find(name).tag(tag, value).counter();
        return counter == null ? 0 : counter.count();
    }
}
