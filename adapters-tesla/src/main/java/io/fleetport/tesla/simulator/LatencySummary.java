package io.fleetport.tesla.simulator;

/**
 * How long answers took, in milliseconds; each percentile at most 0.8 % or a microsecond too high.
 *
 * @param count how many answers; 0 makes all others 0
 */
public record LatencySummary(long count, double p50Millis, double p99Millis, double p999Millis, double longestMillis) {}
