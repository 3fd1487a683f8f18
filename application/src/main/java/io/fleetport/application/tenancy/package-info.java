/** Accounts, who may do what in them, and which vehicle is whose. Checks the caller's permissions before anything else. */
@NullMarked
package io.fleetport.application.tenancy;

import org.jspecify.annotations.NullMarked;
