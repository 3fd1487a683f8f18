/** Which adapter stands behind which port, and the order in which they start and stop. */
@NullMarked
package io.fleetport.bootstrap.wiring;

import org.jspecify.annotations.NullMarked;
