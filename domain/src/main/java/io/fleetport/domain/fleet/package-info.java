/** Who owns what: organizations and the vehicles and stations they run. Knows nothing of how either is connected. */
@NullMarked
package io.fleetport.domain.fleet;

import org.jspecify.annotations.NullMarked;
