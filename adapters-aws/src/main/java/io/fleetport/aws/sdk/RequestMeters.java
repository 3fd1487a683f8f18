package io.fleetport.aws.sdk;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Counts what AWS bills for: every request that went out, tries again included, as {@code fleetport.aws.requests} with tags
 * {@code service} and {@code operation}; and the capacity that DynamoDB says a request took, as
 * {@code fleetport.dynamodb.capacity} in its read or write request units with tags {@code table} and {@code kind}.
 * Safe to use from many threads.
 */
final class RequestMeters implements ExecutionInterceptor {

    private static final String DYNAMODB = "DynamoDb";

    /** Members of requests and answers ("API reference"), of which this package knows no class. */
    private static final String CAPACITY_ASKED = "ReturnConsumedCapacity";

    private static final String ASKED_IN_ALL = "TOTAL";
    private static final String CAPACITY = "ConsumedCapacity";
    private static final String TABLE = "TableName";
    private static final String UNITS = "CapacityUnits";

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
        if (!isDynamoDb(attributes)) {
            return request;
        }
        return request.sdkFields().stream()
                .filter(field -> CAPACITY_ASKED.equals(field.memberName()))
                .findFirst()
                .map(field -> {
                    SdkRequest.Builder asking = request.toBuilder();
                    field.set(asking, ASKED_IN_ALL);
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
        if (!isDynamoDb(attributes)) {
            return;
        }
        String kind = READING.contains(operation(attributes)) ? "read" : "write";
        for (SdkPojo taken : taken(context.response())) {
            String table = member(taken, TABLE, String.class);
            Double units = member(taken, UNITS, Double.class);
            if (table != null && units != null) {
                count("fleetport.dynamodb.capacity", "table", table, "kind", kind, units);
            }
        }
    }

    private static boolean isDynamoDb(ExecutionAttributes attributes) {
        return DYNAMODB.equals(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME));
    }

    private static String operation(ExecutionAttributes attributes) {
        return attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    }

    /** One for a request of one item, a list for those of many. */
    private static List<SdkPojo> taken(SdkResponse response) {
        Object told = response.getValueForField(CAPACITY, Object.class).orElse(List.of());
        if (told instanceof SdkPojo one) {
            return List.of(one);
        }
        return told instanceof List<?> many
                ? many.stream().map(SdkPojo.class::cast).toList()
                : List.of();
    }

    private static <T> @Nullable T member(SdkPojo of, String name, Class<T> type) {
        return of.sdkFields().stream()
                .filter(field -> name.equals(field.memberName()))
                .findFirst()
                .map(field -> type.cast(field.getValueOrDefault(of)))
                .orElse(null);
    }

    private void count(String name, String firstTag, String first, String secondTag, String second, double amount) {
        counters.computeIfAbsent(List.of(name, first, second), unknown -> Counter.builder(name)
                        .tag(firstTag, first)
                        .tag(secondTag, second)
                        .register(meters))
                .increment(amount);
    }
}
