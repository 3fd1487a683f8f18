/**
 * The two ends of a telemetry stream: what sources deliver goes in, aggregated and in order per vehicle and station, and comes
 * out to the intake. Knows ports, not which stream it is.
 */
@NullMarked
package io.fleetport.application.stream;

import org.jspecify.annotations.NullMarked;
