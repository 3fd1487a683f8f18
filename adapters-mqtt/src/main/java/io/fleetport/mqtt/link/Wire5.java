package io.fleetport.mqtt.link;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** MQTT 5. */
final class Wire5 implements Wire {

    private final Mqtt5AsyncClient client;
    private final BrokerLinkSettings settings;

    Wire5(BrokerLinkSettings settings, Listener listener) {
        this.settings = settings;
        this.client = Transport.apply(MqttClient.builder(), settings, listener)
                .useMqttVersion5()
                .buildAsync();
        Transport.offerApplicationProtocols(client, settings);
        client.publishes(MqttGlobalPublishFilter.ALL, message -> listener.received(received(message)), true);
    }

    private static Received received(Mqtt5Publish message) {
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
                .cleanStart(false)
                .sessionExpiryInterval(settings.sessionExpiry().toSeconds())
                .keepAlive((int) settings.keepAlive().toSeconds())
                .restrictions()
                .receiveMaximum(settings.receiveMaximum())
                .applyRestrictions()
                .send();
    }

    @Override
    public CompletableFuture<Void> subscribe(List<String> filters) {
        // Retained messages once, not at each start: whatever changes later comes anyway.
        return client.subscribeWith()
                .addSubscriptions(filters.stream().map(filter -> Mqtt5Subscription.builder()
                        .topicFilter(filter)
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .retainHandling(Mqtt5RetainHandling.SEND_IF_SUBSCRIPTION_DOES_NOT_EXIST)
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
                .messageExpiryInterval(Math.clamp(expiry.toSeconds(), 1, 0xFFFF_FFFEL))
                .send()
                .thenAccept(acknowledged -> {});
    }

    @Override
    public boolean isConnected() {
        return client.getState().isConnected();
    }

    @Override
    public CompletableFuture<Void> disconnect() {
        return client.disconnectWith()
                .sessionExpiryInterval(settings.sessionExpiry().toSeconds())
                .send();
    }
}
