package io.fleetport.aws.dynamodb;

import io.fleetport.aws.sdk.AwsAccess;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the tables are and how they are used.
 *
 * @param access how AWS is reached; unprocessed parts of an answer, and transactions that met another one, are tried as often
 *     as its attempts say
 * @param prefix of the tables' names, so that several deployments can share an account and region
 * @param createTables whether tables that are not there are made. Where they are made by others, as in production, they are
 *     only looked at
 * @param historyKept readings and reports go by themselves so long after they were received (DynamoDB's "Time to Live", at
 *     no cost); null keeps them until they are deleted. What an organization keeps for a shorter time is deleted before
 */
public record DynamoSettings(
        AwsAccess access,
        String prefix,
        boolean createTables,
        @Nullable Duration historyKept) {

    /** Not the name of the service alone: with a stream's name behind it that is what leases are kept under. */
    public static final String USUAL_PREFIX = "fleetport-stores-";

    /** As DynamoDB names tables ("Naming rules"), with room for what is put behind. */
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_.-]{1,200}");

    public DynamoSettings {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("prefix must be 1 to 200 of A-Z a-z 0-9 _ . - but is " + prefix);
        }
        if (historyKept != null && !historyKept.isPositive()) {
            throw new IllegalArgumentException("historyKept must be positive but is " + historyKept);
        }
    }

    /** The names of all tables. */
    public List<String> tables() {
        return Arrays.stream(Table.values())
                .map(table -> table.nameWith(prefix))
                .toList();
    }

    /** With the usual prefix, tables made by others, and history kept until it is deleted. */
    public static DynamoSettings of(AwsAccess access) {
        return new DynamoSettings(access, USUAL_PREFIX, false, null);
    }

    /** The same, with requests and the capacity they take counted. */
    DynamoSettings counting(MeterRegistry meters) {
        return new DynamoSettings(access.counting(meters), prefix, createTables, historyKept);
    }
}
