package io.fleetport.mqtt.simulator;

/** The version of MQTT a station speaks. */
public enum ProtocolVersion {
    MQTT_3_1_1,
    MQTT_5
}
