/**
 * Copies all that belongs to one organization from some stores to others and compares both. Knows stores by their ports only, and
 * nothing of who may order a copy.
 */
@NullMarked
package io.fleetport.application.migration;

import org.jspecify.annotations.NullMarked;
