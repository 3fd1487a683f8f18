/** Threads that serve beside requests, and how they begin and end. Knows nothing of what they do. */
@NullMarked
package io.fleetport.application.thread;

import org.jspecify.annotations.NullMarked;
