/** Where a message's trace begins. Knows the port, not who looks on. */
@NullMarked
package io.fleetport.application.tracing;

import org.jspecify.annotations.NullMarked;
