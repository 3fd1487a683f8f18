/**
 * Stations that are not there: made-up ones, recorded sessions and a load, sent over MQTT as a station's own software would.
 * Knows the wire of docs/stations.md; knows nothing of the server's insides.
 */
@NullMarked
package io.fleetport.mqtt.simulator;

import org.jspecify.annotations.NullMarked;
