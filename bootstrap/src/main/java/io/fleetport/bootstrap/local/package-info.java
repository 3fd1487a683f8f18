/** The data directory and what is embedded in the local environment: database, keys, certificate authority. */
@NullMarked
package io.fleetport.bootstrap.local;

import org.jspecify.annotations.NullMarked;
