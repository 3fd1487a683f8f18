package io.fleetport.mqtt.simulator;

import com.hivemq.client.internal.mqtt.MqttClientConnectionConfig;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** A station's session over MQTT 5. */
@SuppressWarnings("FutureReturnValueIgnored") // the listeners hear of the connection, and it is tried again by itself
final class Mqtt5Session implements MqttSession {

    /** Commands wait for a station this long. */
    private static final long SESSION_EXPIRY_SECONDS = Duration.ofHours(1).toSeconds();

    private final Mqtt5AsyncClient client;
    private final Mqtt5Connect connect;

    Mqtt5Session(Mqtt5ClientBuilder builder, String willTopic, byte[] will, int keepAlive, Consumer<byte[]> received) {
        client = builder.willPublish()
                .topic(willTopic)
                .payload(will)
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(true)
                .applyWillPublish()
                .buildAsync();
        connect = Mqtt5Connect.builder()
                .cleanStart(false)
                .sessionExpiryInterval(SESSION_EXPIRY_SECONDS)
                .keepAlive(keepAlive)
                .build();
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
                .handle((result, failure) -> {
                    if (failure instanceof Mqtt5PubAckException refusal) {
                        throw new Refused(
                                refusal.getMqttMessage()
                                        .getReasonCode()
                                        .toString()
                                        .toLowerCase(Locale.ROOT),
                                refusal);
                    }
                    if (failure != null) {
                        throw new CompletionException(failure);
                    }
                    return null;
                });
    }

    @Override
    public void subscribe(String topic) {
        client.subscribeWith().topicFilter(topic).qos(MqttQos.AT_LEAST_ONCE).send();
    }

    @Override
    public void drop() {
        drop(client.getConfig().getConnectionConfig());
    }

    /** The client has no way to break a connection: this is its own channel, below what it promises. */
    static void drop(Optional<?> connection) {
        if (connection.orElse(null) instanceof MqttClientConnectionConfig own) {
            own.getChannel().close();
        }
    }

    @Override
    public CompletableFuture<Void> close() {
        return client.disconnect();
    }
}
