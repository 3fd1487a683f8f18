package io.fleetport.bootstrap.local.broker;

import com.hivemq.extension.sdk.api.interceptor.connect.ConnectInboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.connect.parameter.ConnectInboundInput;
import com.hivemq.extension.sdk.api.interceptor.connect.parameter.ConnectInboundOutput;
import io.fleetport.bootstrap.local.BrokerClient;

/**
 * Gives each station client ids of its own, by putting the station's id before what it sends: {@code S-1/auto-4F2}. MQTT ends
 * a connection, and hands over its session, when another one comes with the same client id. Tools make ids up, so they cannot
 * be asked to equal the common name, and refusing ids in use by others would let one station lock another one out. Below a
 * prefix no station can reach the session of another, whatever it sends, and nobody has to change anything: a client learns
 * its id only when it asked the broker to choose one, and then the prefix is not put before it again.
 */
final class BoundClientIds implements ConnectInboundInterceptor {

    @Override
    public void onConnect(ConnectInboundInput input, ConnectInboundOutput output) {
        if (Certificates.client(input.getConnectionInformation()).orElse(null)
                instanceof BrokerClient.Station station) {
            // A station's id has no slash, so the prefix of one is never the beginning of another's.
            String prefix = station.id() + "/";
            String sent = input.getConnectPacket().getClientId();
            if (!sent.startsWith(prefix)) {
                output.getConnectPacket().setClientId(prefix + sent);
            }
        }
    }
}
