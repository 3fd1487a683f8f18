/** The archive on a disk: that a file is whole and durable. Knows nothing of what is in it, nor of who reads it. */
@NullMarked
package io.fleetport.bootstrap.archive;

import org.jspecify.annotations.NullMarked;
