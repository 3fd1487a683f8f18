/** The server vehicles stream to. Knows connections and replies; the meaning of records is decoded elsewhere. */
@NullMarked
package io.fleetport.tesla.stream;

import org.jspecify.annotations.NullMarked;
