package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.aws.sdk.SdkFailures;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The one place where what DynamoDB says becomes what our callers understand. Codes: "Error handling" of its guide. */
final class Failures {

    /** One of the reasons why a transaction was cancelled ("TransactionCanceledException"). */
    static final String CONDITION = "ConditionalCheckFailed";

    /** Reasons that pass by themselves. */
    private static final Set<String> PASSING = Set.of(
            "TransactionConflict",
            "TransactionConflictException",
            "TransactionInProgressException",
            "ThrottlingError",
            "ProvisionedThroughputExceeded");

    private Failures() {}

    /** @param doing what failed, such as {@code "committing a batch"} */
    static RuntimeException translated(String doing, SdkException failure) {
        return passes(failure)
                ? new PortUnavailable(doing + " met others too often", failure)
                : SdkFailures.of(doing + " failed", failure);
    }

    /** Whether it may work at once when tried again; what the SDK has tried again already is not meant. */
    static boolean passes(SdkException failure) {
        if (failure instanceof TransactionCanceledException cancelled && cancelled.hasCancellationReasons()) {
            return cancelled.cancellationReasons().stream()
                    .map(CancellationReason::code)
                    .anyMatch(PASSING::contains);
        }
        return failure instanceof DynamoDbException answer && PASSING.contains(SdkFailures.code(answer));
    }
}
