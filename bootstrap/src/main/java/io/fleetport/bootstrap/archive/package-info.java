/** Raw messages as files: where they lie, in which form, and that a file is whole. Knows nothing of who reads them. */
@NullMarked
package io.fleetport.bootstrap.archive;

import org.jspecify.annotations.NullMarked;
