/** How events leave: signed under secrets that nobody else can open, to addresses that were looked at, and nowhere else. */
@NullMarked
package io.fleetport.bootstrap.webhook;

import org.jspecify.annotations.NullMarked;
