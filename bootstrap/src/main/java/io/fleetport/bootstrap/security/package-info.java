/** Who asks: validates bearer tokens and turns their claims into callers. Knows roles; permissions are checked in the use cases. */
@NullMarked
package io.fleetport.bootstrap.security;

import org.jspecify.annotations.NullMarked;
