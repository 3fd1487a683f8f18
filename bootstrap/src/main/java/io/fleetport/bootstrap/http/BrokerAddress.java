package io.fleetport.bootstrap.http;

/**
 * Where stations find the broker.
 *
 * @param host a name that its certificate bears
 * @param port of MQTT over TLS
 */
public record BrokerAddress(String host, int port) {}
