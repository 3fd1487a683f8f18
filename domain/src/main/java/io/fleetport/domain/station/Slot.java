package io.fleetport.domain.station;

import java.time.Instant;

/** A slot as last heard of. {@code observedAt} is the station's own time, in whole microseconds. */
public record Slot(SlotId id, SlotContent content, Instant observedAt) {}
