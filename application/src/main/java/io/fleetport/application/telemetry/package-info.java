/** The intake: batches what sources deliver, makes it durable, then settles it. Knows ports, not stores. */
@NullMarked
package io.fleetport.application.telemetry;

import org.jspecify.annotations.NullMarked;
