/** Stations: what their messages come to, and what callers may ask and have them do. */
@NullMarked
package io.fleetport.application.station;

import org.jspecify.annotations.NullMarked;
