/** What the outside may ask of Fleetport. Knows the domain, not who asks over which protocol. */
@NullMarked
package io.fleetport.application.port.in;

import org.jspecify.annotations.NullMarked;
