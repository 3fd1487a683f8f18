package io.fleetport.aws.kinesis;

import java.time.Duration;

/**
 * How often the library looks around for what changed, by the names it has for that.
 *
 * @param dispatch {@code shardConsumerDispatchPollIntervalMillis}: between two looks at the shards it has; an end takes several
 * @param assignment {@code leaseAssignmentIntervalMillis}: between two looks at the leases that nobody has
 * @param measure {@code inMemoryWorkerMetricsCaptureFrequencyMillis}: between two looks at how busy a worker is; less than twice
 *     {@code reports}, or nothing is reported
 * @param reports {@code workerMetricsReporterFreqInMillis}: between two signs of a worker that leases may be given to it; one
 *     that was silent for some of these is given none
 */
record KinesisPace(Duration dispatch, Duration assignment, Duration measure, Duration reports) {

    /**
     * The library's own looks at its shards. The others keep pace with {@code failover}: after the library's 30 s between two
     * signs, a worker that died would be given leases for a minute and more.
     */
    static KinesisPace usual(KinesisReaderSettings settings) {
        return new KinesisPace(Duration.ofSeconds(1), settings.failover(), Duration.ofSeconds(1), settings.failover());
    }
}
