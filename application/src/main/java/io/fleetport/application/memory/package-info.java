/** Every port held in memory: for tests and for a service that may forget. Passes the same contracts as the real ones. */
@NullMarked
package io.fleetport.application.memory;

import org.jspecify.annotations.NullMarked;
