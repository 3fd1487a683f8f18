/** Keeps, shows and verifies who did what. Knows neither where it is stored nor how it is asked for. */
@NullMarked
package io.fleetport.application.audit;

import org.jspecify.annotations.NullMarked;
