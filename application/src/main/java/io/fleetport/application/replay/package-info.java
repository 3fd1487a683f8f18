/** Takes messages in again that were archived long ago. Knows no form of files, no protocol, and nobody who watches. */
@NullMarked
package io.fleetport.application.replay;

import org.jspecify.annotations.NullMarked;
