/** Trips, the stops between them, and the gaps nobody can vouch for. Knows readings, not where they came from. */
@NullMarked
package io.fleetport.domain.trip;

import org.jspecify.annotations.NullMarked;
