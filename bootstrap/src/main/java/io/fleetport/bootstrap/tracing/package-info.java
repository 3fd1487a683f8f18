/** What leaves the process for those who look on: spans and metrics, by OTLP. Knows no store and no transport of vehicles. */
@NullMarked
package io.fleetport.bootstrap.tracing;

import org.jspecify.annotations.NullMarked;
