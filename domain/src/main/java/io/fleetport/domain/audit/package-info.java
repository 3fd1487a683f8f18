/** Who did what: entries that cannot be changed, left out or put elsewhere without it showing. Knows no storage. */
@NullMarked
package io.fleetport.domain.audit;

import org.jspecify.annotations.NullMarked;
