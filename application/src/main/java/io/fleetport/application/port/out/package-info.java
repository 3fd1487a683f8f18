/** What Fleetport needs of the outside: stores, live bus, archive, keys. Names roles, never a technology. */
@NullMarked
package io.fleetport.application.port.out;

import org.jspecify.annotations.NullMarked;
