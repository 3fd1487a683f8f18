/** Events on their way to a bus: in what order, how often they are tried, who sends them. Knows no bus in particular. */
@NullMarked
package io.fleetport.application.eventbus;

import org.jspecify.annotations.NullMarked;
