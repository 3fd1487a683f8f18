package io.fleetport.bootstrap.cli;

import java.util.Map;

/**
 * What readers of the API saw.
 *
 * @param asked requests a second they were to send
 * @param answeredPerSecond answered with 200 within the planned time
 * @param failed answered otherwise, or not at all
 * @param all latencies from the moment a request should have been sent
 * @param byKind the same for each kind of request, in the order they are told
 */
record ApiRun(
        double asked,
        double answeredPerSecond,
        long answered,
        long failed,
        BenchRun.Latency all,
        Map<String, BenchRun.Latency> byKind) {}
