package io.fleetport.mqtt.simulator;

/**
 * How long acknowledgements took, in milliseconds; each percentile at most 0.1 % or a microsecond too high.
 *
 * @param count how many acknowledgements; 0 makes all others 0
 */
public record LatencySummary(long count, double p50Millis, double p99Millis, double p999Millis, double longestMillis) {}
