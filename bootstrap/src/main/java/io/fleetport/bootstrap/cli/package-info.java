/** The command line: what each command takes, prints and returns. Knows how to start things, not what they do. */
@NullMarked
package io.fleetport.bootstrap.cli;

import org.jspecify.annotations.NullMarked;
