/** What vehicles are called outside, and how those names are kept there. Knows no source. */
@NullMarked
package io.fleetport.application.vehicle;

import org.jspecify.annotations.NullMarked;
