/** Documents' bytes on this machine's disk, and the URLs that put and get them. Knows nothing of who may have one made. */
@NullMarked
package io.fleetport.bootstrap.document;

import org.jspecify.annotations.NullMarked;
