package io.fleetport.aws.kinesis;

import io.fleetport.application.port.out.StreamReader;
import io.fleetport.aws.sdk.AwsAccess;

/**
 * Reads a data stream of Kinesis with the Kinesis Client Library: processes of the same consumer name share the shards by leases
 * in DynamoDB, where also stands how far each shard was read. A stream that is read for the first time is read from the
 * oldest record it holds. A shard that another was split or merged into is read when that one was to its end. Safe to call
 * from many threads.
 */
public final class KinesisReader implements StreamReader {

    private final AwsAccess access;
    private final AwsAccess leases;
    private final KinesisReaderSettings settings;
    private final KinesisPace pace;

    /**
     * @param access how Kinesis is reached
     * @param leases how DynamoDB is reached
     */
    public KinesisReader(AwsAccess access, AwsAccess leases, KinesisReaderSettings settings) {
        this(access, leases, settings, KinesisPace.usual(settings));
    }

    KinesisReader(AwsAccess access, AwsAccess leases, KinesisReaderSettings settings, KinesisPace pace) {
        this.access = access;
        this.leases = leases;
        this.settings = settings;
        this.pace = pace;
    }

    @Override
    public Reading read(ShardConsumers consumers) {
        return KinesisReading.begin(access, leases, settings, pace, consumers);
    }
}
