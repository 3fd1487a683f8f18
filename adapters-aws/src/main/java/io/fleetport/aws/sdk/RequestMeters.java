package io.fleetport.aws.sdk;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * Counts what AWS bills for: every request that went out, tries again included, as {@code fleetport.aws.requests} with tags
 * {@code service} and {@code operation}; and the capacity that DynamoDB says a request took, as
 * {@code fleetport.dynamodb.capacity} in its read or write request units with tags {@code table} and {@code kind}.
 * Safe to use from many threads.
 */
final class RequestMeters implements ExecutionInterceptor {

    private static final String CAPACITY_ASKED = "ReturnConsumedCapacity";
    private static final String CAPACITY = "ConsumedCapacity";

    /** Operations that take read units; whatever else tells of capacity takes write units. */
    private static final Set<String> READING = Set.of("GetItem", "BatchGetItem", "Query", "Scan", "TransactGetItems");

    private final MeterRegistry meters;
    private final Map<List<String>, Counter> counters = new ConcurrentHashMap<>();

    RequestMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        SdkRequest request = context.request();
        if (!(request instanceof DynamoDbRequest)) {
            return request;
        }
        return request.sdkFields().stream()
                .filter(field -> CAPACITY_ASKED.equals(field.memberName()))
                .findFirst()
                .map(field -> {
                    SdkRequest.Builder asking = request.toBuilder();
                    field.set(asking, ReturnConsumedCapacity.TOTAL.toString());
                    return asking.build();
                })
                .orElse(request);
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        count(
                "fleetport.aws.requests",
                "service",
                attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME),
                "operation",
                operation(attributes),
                1);
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (context.request() instanceof DynamoDbRequest) {
            String kind = READING.contains(operation(attributes)) ? "read" : "write";
            for (ConsumedCapacity taken : taken(context.response())) {
                if (taken.capacityUnits() != null) {
                    count(
                            "fleetport.dynamodb.capacity",
                            "table",
                            taken.tableName(),
                            "kind",
                            kind,
                            taken.capacityUnits());
                }
            }
        }
    }

    private static String operation(ExecutionAttributes attributes) {
        return attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    }

    /** One for a request of one item, a list for those of many. */
    private static List<ConsumedCapacity> taken(SdkResponse response) {
        Object told = response.getValueForField(CAPACITY, Object.class).orElse(List.of());
        if (told instanceof ConsumedCapacity one) {
            return List.of(one);
        }
        return told instanceof List<?> many
                ? many.stream().map(ConsumedCapacity.class::cast).toList()
                : List.of();
    }

    private void count(String name, String firstTag, String first, String secondTag, String second, double amount) {
        counters.computeIfAbsent(List.of(name, first, second), unknown -> Counter.builder(name)
                        .tag(firstTag, first)
                        .tag(secondTag, second)
                        .register(meters))
                .increment(amount);
    }
}
