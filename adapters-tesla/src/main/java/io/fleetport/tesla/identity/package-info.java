/** Who is at the other end of a connection, from the certificate alone. Knows nothing of what is said over it. */
@NullMarked
package io.fleetport.tesla.identity;

import org.jspecify.annotations.NullMarked;
