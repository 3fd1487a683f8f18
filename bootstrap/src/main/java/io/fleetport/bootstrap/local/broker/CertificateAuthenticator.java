package io.fleetport.bootstrap.local.broker;

import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission;
import com.hivemq.extension.sdk.api.packets.auth.DefaultAuthorizationBehaviour;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import io.fleetport.bootstrap.local.BrokerClient;

/**
 * Lets in whom the {@link StationGate} admits. To the broker a station may publish its status only, as a message or as its
 * will: everything else it says is taken by its {@link StationConnection} before. So should a message ever get past that one,
 * it is refused and not acknowledged.
 */
final class CertificateAuthenticator implements SimpleAuthenticator {

    private final StationGate gate;
    private final BrokerMetrics metrics;

    CertificateAuthenticator(StationGate gate, BrokerMetrics metrics) {
        this.gate = gate;
        this.metrics = metrics;
    }

    @Override
    public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
        switch (Certificates.client(input.getConnectionInformation()).orElse(null)) {
            case BrokerClient.Own own -> permit(output, "#");
            case BrokerClient.Station station -> {
                if (gate.admits(station.id())) {
                    permit(output, StationTopics.status(station.id()));
                } else {
                    refuse(output, "this station is not known here");
                }
            }
            case null -> refuse(output, "the certificate is no station's");
        }
    }

    private static void permit(SimpleAuthOutput output, String published) {
        output.getDefaultPermissions()
                .add(Builders.topicPermission()
                        .topicFilter(published)
                        .activity(TopicPermission.MqttActivity.PUBLISH)
                        .build());
        output.getDefaultPermissions().setDefaultBehaviour(DefaultAuthorizationBehaviour.DENY);
        output.authenticateSuccessfully();
    }

    private void refuse(SimpleAuthOutput output, String why) {
        metrics.refusedConnections.increment();
        output.failAuthentication(ConnackReasonCode.NOT_AUTHORIZED, why);
    }
}
