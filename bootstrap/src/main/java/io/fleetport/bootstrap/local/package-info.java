/** The embedded parts of the local environment: database, keys, certificate authority, archive. Never used in production. */
@NullMarked
package io.fleetport.bootstrap.local;

import org.jspecify.annotations.NullMarked;
