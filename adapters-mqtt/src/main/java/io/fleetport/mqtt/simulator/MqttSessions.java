package io.fleetport.mqtt.simulator;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttClientExecutorConfig;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttDisconnectSource;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.TrustManagerFactory;

/** Makes the MQTT sessions of one run, which share a few threads. */
final class MqttSessions implements MqttSession.Factory {

    private static final long HANDSHAKE_SECONDS = 30;

    private final ClientSettings settings;
    private final MqttClientExecutorConfig executor;
    private final AtomicInteger threads = new AtomicInteger();
    private final Map<List<X509Certificate>, TrustManagerFactory> trust = new ConcurrentHashMap<>();

    MqttSessions(ClientSettings settings) {
        this.settings = settings;
        this.executor = MqttClientExecutorConfig.builder()
                .nettyExecutor(this::thread)
                .nettyThreads(settings.threads())
                .build();
    }

    @Override
    public MqttSession session(
            StationTopics topics,
            StationCredentials.Credential credential,
            byte[] will,
            MqttSession.Listener listener,
            Consumer<byte[]> received) {
        MqttClientBuilder client = MqttClient.builder()
                .identifier(topics.stationId())
                .serverHost(settings.host())
                .serverPort(settings.port())
                .sslConfig(MqttClientSslConfig.builder()
                        .keyManagerFactory(StationTls.keys(credential))
                        .trustManagerFactory(trust.computeIfAbsent(credential.brokerAuthorities(), StationTls::trust))
                        .handshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS)
                        .build())
                .executorConfig(executor)
                .addConnectedListener(context -> listener.connected())
                .addDisconnectedListener(context -> reconnect(context, listener));
        int keepAlive = (int) settings.keepAlive().toSeconds();
        String status = topics.of(StationTopics.STATUS);
        return switch (settings.version()) {
            case MQTT_3_1_1 -> new Mqtt3Session(client.useMqttVersion3(), status, will, keepAlive, received);
            case MQTT_5 -> new Mqtt5Session(client.useMqttVersion5(), status, will, keepAlive, received);
        };
    }

    private static void reconnect(MqttClientDisconnectedContext context, MqttSession.Listener listener) {
        long pause = listener.disconnected(context.getReconnector().getAttempts());
        if (context.getSource() == MqttDisconnectSource.USER || pause == MqttSession.Listener.NEVER_AGAIN) {
            return;
        }
        context.getReconnector().reconnect(true).republishIfSessionExpired(true).delay(pause, TimeUnit.MILLISECONDS);
    }

    private void thread(Runnable work) {
        Thread thread = new Thread(work, "stations-" + threads.incrementAndGet());
        thread.setDaemon(true);
        thread.start();
    }
}
