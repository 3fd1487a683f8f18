package io.fleetport.domain.vehicle;

import java.time.Instant;

/** The latest value of one signal and the event time it was observed at. */
public record Observation(Signal signal, Instant observedAt) {}
