package io.fleetport.mqtt.simulator;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A station's session over MQTT 3.1.1, in which the broker cannot refuse a message but only the connection. */
@SuppressWarnings("FutureReturnValueIgnored") // the listeners hear of the connection, and it is tried again by itself
final class Mqtt3Session implements MqttSession {

    private final Mqtt3AsyncClient client;
    private final Mqtt3Connect connect;

    Mqtt3Session(Mqtt3ClientBuilder builder, String willTopic, byte[] will, int keepAlive, Consumer<byte[]> received) {
        client = builder.willPublish()
                .topic(willTopic)
                .payload(will)
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(true)
                .applyWillPublish()
                .buildAsync();
        connect =
                Mqtt3Connect.builder().cleanSession(false).keepAlive(keepAlive).build();
        client.publishes(MqttGlobalPublishFilter.ALL, message -> received.accept(message.getPayloadAsBytes()));
    }

    @Override
    public void open() {
        client.connect(connect);
    }

    @Override
    public CompletableFuture<Void> publish(String topic, byte[] payload, boolean retain) {
        return client.publishWith()
                .topic(topic)
                .payload(payload)
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(retain)
                .send()
                .thenApply(published -> null);
    }

    @Override
    public void subscribe(String topic) {
        client.subscribeWith().topicFilter(topic).qos(MqttQos.AT_LEAST_ONCE).send();
    }

    @Override
    public void drop() {
        Mqtt5Session.drop(client.getConfig().getConnectionConfig());
    }

    @Override
    public CompletableFuture<Void> close() {
        return client.disconnect();
    }
}
