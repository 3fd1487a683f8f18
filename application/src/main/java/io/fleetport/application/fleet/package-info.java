/** What tenants ask about their vehicles. Checks the caller's permissions before anything else. */
@NullMarked
package io.fleetport.application.fleet;

import org.jspecify.annotations.NullMarked;
