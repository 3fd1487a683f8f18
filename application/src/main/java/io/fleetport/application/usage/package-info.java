/** What each organization uses, and how much of it it may. Knows quotas and meters; nothing of what is inside a delivery. */
@NullMarked
package io.fleetport.application.usage;

import org.jspecify.annotations.NullMarked;
