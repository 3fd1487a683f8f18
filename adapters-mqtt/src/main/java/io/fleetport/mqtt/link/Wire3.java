package io.fleetport.mqtt.link;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** MQTT 3.1.1: no expiry of sessions and messages, no receive maximum. */
final class Wire3 implements Wire {

    private final Mqtt3AsyncClient client;
    private final BrokerLinkSettings settings;

    Wire3(BrokerLinkSettings settings, Listener listener) {
        this.settings = settings;
        this.client = Transport.apply(MqttClient.builder(), settings, listener)
                .useMqttVersion3()
                .buildAsync();
        client.publishes(MqttGlobalPublishFilter.ALL, message -> listener.received(received(message)), true);
    }

    private static Received received(Mqtt3Publish message) {
        return new Received(
                message.getTopic().toString(),
                message.getPayloadAsBytes(),
                message.getQos() == MqttQos.AT_MOST_ONCE,
                message::acknowledge);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the listener is told
    public void connect() {
        client.connectWith()
                .cleanSession(false)
                .keepAlive((int) settings.keepAlive().toSeconds())
                .send();
    }

    @Override
    public CompletableFuture<Void> subscribe(List<String> filters) {
        return client.subscribeWith()
                .addSubscriptions(filters.stream().map(filter -> Mqtt3Subscription.builder()
                        .topicFilter(filter)
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .build()))
                .send()
                .thenAccept(granted -> {});
    }

    @Override
    public CompletableFuture<Void> publish(String topic, byte[] payload, Duration expiry) {
        return client.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload)
                .send()
                .thenAccept(acknowledged -> {});
    }

    @Override
    public boolean isConnected() {
        return client.getState().isConnected();
    }

    @Override
    public CompletableFuture<Void> disconnect() {
        return client.disconnect();
    }
}
