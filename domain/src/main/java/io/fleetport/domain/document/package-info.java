/** Files that belong to vehicles and trips, and what may become of them. Knows neither where bytes lie nor how they get there. */
@NullMarked
package io.fleetport.domain.document;

import org.jspecify.annotations.NullMarked;
