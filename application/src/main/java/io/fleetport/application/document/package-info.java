/** Documents from being declared to being removed. Knows neither where their bytes lie nor what a signed URL looks like. */
@NullMarked
package io.fleetport.application.document;

import org.jspecify.annotations.NullMarked;
