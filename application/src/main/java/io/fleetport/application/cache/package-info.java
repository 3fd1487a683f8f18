/**
 * Reads that everybody repeats, answered from a cache that may be away. Knows the stores' ports and how their answers are written
 * as bytes; nothing of callers: who may see what is decided behind it.
 */
@NullMarked
package io.fleetport.application.cache;

import org.jspecify.annotations.NullMarked;
