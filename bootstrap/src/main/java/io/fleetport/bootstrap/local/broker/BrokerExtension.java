package io.fleetport.bootstrap.local.broker;

import com.hivemq.bootstrap.ClientConnection;
import com.hivemq.bootstrap.netty.ChannelHandlerNames;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.SubscriptionAuthorizer;
import com.hivemq.extension.sdk.api.client.ClientContext;
import com.hivemq.extension.sdk.api.client.parameter.InitializerInput;
import com.hivemq.extension.sdk.api.interceptor.connect.ConnectInboundInterceptor;
import com.hivemq.extension.sdk.api.packets.general.MqttVersion;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.persistence.connection.ConnectionPersistence;
import io.fleetport.bootstrap.local.BrokerClient;
import io.netty.channel.Channel;

/** What makes the broker Fleetport's: who may connect, who may say and hear what, and how stations' messages come in. */
final class BrokerExtension implements ExtensionMain {

    private final Intake intake;
    private final ConnectionPersistence connections;

    BrokerExtension(Intake intake, ConnectionPersistence connections) {
        this.intake = intake;
        this.connections = connections;
    }

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
        ConnectInboundInterceptor clientIds = new BoundClientIds();
        SimpleAuthenticator identity = new CertificateAuthenticator(intake.gate(), intake.metrics());
        SubscriptionAuthorizer subscriptions = new StationSubscriptions(intake.metrics());
        Services.interceptorRegistry().setConnectInboundInterceptorProvider(client -> clientIds);
        Services.securityRegistry().setAuthenticatorProvider(client -> identity);
        Services.securityRegistry().setAuthorizerProvider(client -> subscriptions);
        Services.initializerRegistry().setClientInitializer(this::prepare);
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {}

    /**
     * Runs before the connection is acknowledged, and so before the first message is handled. Should a connection be replaced
     * by a newer one of the same station just now, it stays without; then nothing but statuses is permitted on it.
     */
    private void prepare(InitializerInput input, ClientContext context) {
        if (!(Certificates.client(input.getConnectionInformation()).orElse(null)
                instanceof BrokerClient.Station station)) {
            return;
        }
        ClientConnection connection =
                connections.get(input.getClientInformation().getClientId());
        if (connection == null) {
            return;
        }
        boolean mqtt5 = input.getConnectionInformation().getMqttVersion() == MqttVersion.V_5;
        Channel channel = connection.getChannel();
        channel.eventLoop().execute(() -> {
            if (channel.isActive() && channel.pipeline().get(StationConnection.NAME) == null) {
                channel.pipeline()
                        .addBefore(
                                ChannelHandlerNames.MQTT_PUBLISH_FLOW_HANDLER,
                                StationConnection.NAME,
                                new StationConnection(station.id(), mqtt5, intake));
            }
        });
    }
}
