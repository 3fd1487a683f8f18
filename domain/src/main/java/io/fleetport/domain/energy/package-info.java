/** How much energy is held and moved. Knows units and their limits, not who holds the energy. */
@NullMarked
package io.fleetport.domain.energy;

import org.jspecify.annotations.NullMarked;
