package io.fleetport.aws.kinesis;

import io.fleetport.application.port.out.TelemetryStream;

/**
 * What Kinesis takes ("PutRecords" in the API reference and "Quotas and limits" in the developer guide): 500 records at a time,
 * of 1 MiB each and 5 MiB together, keys included. Streams may be set to take records of up to 10 MiB.
 */
public final class KinesisLimits {

    public static final int USUAL_ENTRY_BYTES = 1 << 20;
    public static final int USUAL_PUT_BYTES = 5 << 20;

    /** Of one entry, and of all that are put at a time. */
    public static final int MOST_BYTES = 10 << 20;

    public static final int MOST_ENTRIES = 500;

    /** Of a stream that nobody has set otherwise. */
    public static final TelemetryStream.Limits USUAL =
            new TelemetryStream.Limits(USUAL_ENTRY_BYTES, MOST_ENTRIES, USUAL_PUT_BYTES);

    private KinesisLimits() {}
}
