/** Tells trips from readings in any order, and again when late ones come. Knows history only through its port. */
@NullMarked
package io.fleetport.application.trip;

import org.jspecify.annotations.NullMarked;
