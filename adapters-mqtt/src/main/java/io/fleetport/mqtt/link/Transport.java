package io.fleetport.mqtt.link;

import com.hivemq.client.internal.mqtt.MqttClientConfig;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.lifecycle.MqttClientReconnector;
import com.hivemq.client.mqtt.lifecycle.MqttDisconnectSource;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.SslContextBuilder;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** What both versions of MQTT have in common: address, TLS, coming back. */
final class Transport {

    private static final List<String> TLS_VERSIONS = List.of("TLSv1.3", "TLSv1.2");

    private Transport() {}

    static MqttClientBuilder apply(MqttClientBuilder builder, BrokerLinkSettings settings, Wire.Listener listener) {
        MqttClientBuilder common = builder.identifier(settings.clientId())
                .serverHost(settings.host())
                .serverPort(settings.port())
                .addConnectedListener(context -> listener.connected())
                .addDisconnectedListener(context -> {
                    if (listener.disconnected(context.getCause()) && context.getSource() != MqttDisconnectSource.USER) {
                        MqttClientReconnector again = context.getReconnector();
                        again.reconnect(true).delay(pause(settings, again.getAttempts()), TimeUnit.MILLISECONDS);
                    }
                });
        return switch (settings.security()) {
            case BrokerLinkSettings.Security.None none -> common;
            case BrokerLinkSettings.Security.Tls tls ->
                common.sslConfig(MqttClientSslConfig.builder()
                        .keyManagerFactory(tls.keys())
                        .trustManagerFactory(tls.trusted())
                        .protocols(TLS_VERSIONS)
                        .build());
        };
    }

    /** Doubled with each attempt, give or take a quarter so that links do not come back in step. */
    private static long pause(BrokerLinkSettings settings, int attempts) {
        double doubled = settings.firstRetry().toMillis() * Math.pow(2, Math.min(attempts, 30));
        double longest = Math.min(doubled, (double) settings.longestRetry().toMillis());
        return (long) (longest * ThreadLocalRandom.current().nextDouble(0.75, 1.25));
    }

    /**
     * The client has no setting for ALPN, but takes the TLS context it once made from its configuration. It can be put there
     * before, in the client for MQTT 5, whose configuration is no view of another one.
     */
    static void offerApplicationProtocols(Mqtt5AsyncClient client, BrokerLinkSettings settings) {
        if (!(settings.security() instanceof BrokerLinkSettings.Security.Tls tls)
                || tls.applicationProtocols().isEmpty()) {
            return;
        }
        try {
            ((MqttClientConfig) client.getConfig())
                    .setCurrentSslContext(SslContextBuilder.forClient()
                            .keyManager(tls.keys())
                            .trustManager(tls.trusted())
                            .protocols(TLS_VERSIONS)
                            .endpointIdentificationAlgorithm("HTTPS")
                            .applicationProtocolConfig(new ApplicationProtocolConfig(
                                    ApplicationProtocolConfig.Protocol.ALPN,
                                    ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                                    ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                                    tls.applicationProtocols()))
                            .build());
        } catch (SSLException e) {
            throw new IllegalArgumentException("the client certificate or the authorities cannot be used", e);
        }
    }
}
