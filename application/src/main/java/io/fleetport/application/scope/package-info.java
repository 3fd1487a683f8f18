/**
 * Confines callers to their fleets: what lies outside is not there for them. Each class stands in front of a use case, which
 * knows nothing of fleets.
 */
@NullMarked
package io.fleetport.application.scope;

import org.jspecify.annotations.NullMarked;
