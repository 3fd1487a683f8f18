/** Where things are and how they move: positions and the distance between them. Knows nothing of vehicles. */
@NullMarked
package io.fleetport.domain.motion;

import org.jspecify.annotations.NullMarked;
