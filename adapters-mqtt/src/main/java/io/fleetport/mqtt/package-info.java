/** Stations over MQTT. Knows topics and payloads of station hardware, not what becomes of them. */
@NullMarked
package io.fleetport.mqtt;

import org.jspecify.annotations.NullMarked;
