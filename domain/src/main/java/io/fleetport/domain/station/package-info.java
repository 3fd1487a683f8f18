/** Charging and battery-swap stations: what they report, the packs they hold, the swaps and sessions they see. Knows vehicles by their id only. */
@NullMarked
package io.fleetport.domain.station;

import org.jspecify.annotations.NullMarked;
