package io.fleetport.bootstrap.wiring;

import io.fleetport.application.port.out.TelemetryStream;
import io.fleetport.aws.kinesis.KinesisLimits;
import io.fleetport.aws.kinesis.KinesisReaderSettings;
import io.fleetport.aws.sdk.AwsAccess;
import java.time.Duration;

/** {@code fleetport.stream.name} and {@code fleetport.kinesis.*}. */
final class KinesisSettings {

    private static final String PART = "fleetport.kinesis";
    private static final String ENTRY_BYTES = PART + ".entry-bytes";

    /** A put of 5 MiB at 10 Mbit/s; vehicles wait for it. */
    private static final Duration ATTEMPT = Duration.ofSeconds(5);

    private static final Duration CALL = Duration.ofSeconds(15);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private KinesisSettings() {}

    static String name(Settings settings) {
        return settings.required("fleetport.stream.name", "fleetport.stream.kind is kinesis");
    }

    static AwsAccess access(Settings settings) {
        return AwsSettings.access(settings, PART, ATTEMPT, CALL);
    }

    /** How DynamoDB is reached. */
    static AwsAccess leases(Settings settings) {
        return AwsSettings.at(settings, PART + ".leases-endpoint", access(settings));
    }

    static TelemetryStream.Limits limits(Settings settings) {
        int entryBytes =
                settings.number(ENTRY_BYTES, KinesisLimits.USUAL_ENTRY_BYTES, 1 << 16, KinesisLimits.MOST_BYTES);
        int putBytes = settings.number(
                PART + ".put-bytes",
                Math.max(entryBytes, KinesisLimits.USUAL_PUT_BYTES),
                1 << 16,
                KinesisLimits.MOST_BYTES);
        if (putBytes < entryBytes) {
            throw new WrongSetting(
                    PART + ".put-bytes must be at least " + ENTRY_BYTES + ", " + entryBytes + ", but is " + putBytes);
        }
        return new TelemetryStream.Limits(entryBytes, KinesisLimits.MOST_ENTRIES, putBytes);
    }

    /** What leases are kept under, and in. */
    static String consumer(Settings settings, String stream) {
        return settings.text(PART + ".consumer").orElse("fleetport") + "-" + stream;
    }

    static KinesisReaderSettings reader(Settings settings, String stream) {
        try {
            return new KinesisReaderSettings(
                    stream,
                    consumer(settings, stream),
                    settings.flag(PART + ".fan-out", false),
                    settings.duration(
                            PART + ".poll-interval",
                            KinesisReaderSettings.USUAL_POLL_INTERVAL,
                            KinesisReaderSettings.LEAST_POLL_INTERVAL),
                    settings.number(
                            PART + ".poll-records",
                            KinesisReaderSettings.USUAL_POLL_RECORDS,
                            1,
                            KinesisReaderSettings.MOST_POLL_RECORDS),
                    settings.duration(
                            PART + ".checkpoint-interval",
                            KinesisReaderSettings.USUAL_CHECKPOINT_INTERVAL,
                            Duration.ZERO),
                    settings.duration(PART + ".failover", KinesisReaderSettings.USUAL_FAILOVER, MOMENT),
                    settings.duration(PART + ".last-commits", KinesisReaderSettings.USUAL_LAST_COMMITS, Duration.ZERO));
        } catch (IllegalArgumentException e) {
            throw new WrongSetting("fleetport.stream or " + PART + ": " + e.getMessage(), e);
        }
    }
}
