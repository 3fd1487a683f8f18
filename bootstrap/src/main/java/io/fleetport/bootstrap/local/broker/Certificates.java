package io.fleetport.bootstrap.local.broker;

import com.hivemq.extension.sdk.api.client.parameter.ClientTlsInformation;
import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import io.fleetport.bootstrap.local.BrokerClient;
import java.util.Optional;

/** The certificate is the only identity: the client id and a user name prove nothing. */
final class Certificates {

    private Certificates() {}

    /** Who has connected; the certificate was verified by the handshake. */
    static Optional<BrokerClient> client(ConnectionInformation connection) {
        return connection
                .getClientTlsInformation()
                .flatMap(ClientTlsInformation::getClientCertificate)
                .flatMap(BrokerClient::of);
    }
}
