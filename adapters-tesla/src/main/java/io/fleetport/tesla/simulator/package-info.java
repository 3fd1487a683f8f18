/**
 * Vehicles that are not there: recorded drives and made-up loops, sent as a real client of the makers' stream and of our
 * open HTTP form. Knows the wire; knows nothing of the server's insides.
 */
@NullMarked
package io.fleetport.tesla.simulator;

import org.jspecify.annotations.NullMarked;
