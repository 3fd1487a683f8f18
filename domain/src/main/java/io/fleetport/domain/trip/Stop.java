package io.fleetport.domain.trip;

import io.fleetport.domain.motion.Position;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A standstill inside a trip, too short to end it. {@code position} is null when no fix is known. */
public record Stop(Instant from, Instant until, @Nullable Position position) {}
