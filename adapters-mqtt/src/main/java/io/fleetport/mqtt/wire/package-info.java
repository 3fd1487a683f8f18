/** What station messages look like as JSON (docs/stations.md). Knows neither topics nor connections. */
@NullMarked
package io.fleetport.mqtt.wire;

import org.jspecify.annotations.NullMarked;
