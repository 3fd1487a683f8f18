package io.fleetport.tesla.simulator;

/**
 * Where the vehicles' stream server listens.
 *
 * @param host name or address to connect to
 * @param port 1 to 65535
 * @param serverName the name asked for in the TLS handshake (SNI) and the Host header, which the server's certificate must
 *     carry; a server with several tenants tells them apart by it
 */
public record StreamAddress(String host, int port, String serverName) {
    public StreamAddress {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port must be within 1..65535 but is " + port);
        }
    }
}
