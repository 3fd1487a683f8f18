/** Webhooks: which events go where, in what order, how often they are tried. Knows neither HTTP nor how anything is signed. */
@NullMarked
package io.fleetport.application.webhook;

import org.jspecify.annotations.NullMarked;
