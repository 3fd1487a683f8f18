/** Who owns what: organizations and the vehicles they run. Knows nothing of how a vehicle is connected. */
@NullMarked
package io.fleetport.domain.fleet;

import org.jspecify.annotations.NullMarked;
