/** What a vehicle says about itself: readings, their typed signals, and the latest state. Knows no maker's wire format. */
@NullMarked
package io.fleetport.domain.vehicle;

import org.jspecify.annotations.NullMarked;
