package io.fleetport.mqtt.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Hears everything that stations say. */
final class Observer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "observer";

    /** One message as it arrived. */
    record Heard(String stationId, String topic, boolean retained, String text) {

        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new IllegalStateException(text, e);
            }
        }
    }

    private final Mqtt5AsyncClient client;
    private final List<Heard> heard = Collections.synchronizedList(new ArrayList<>());

    Observer(TestBroker broker, TestAuthority authority) throws Exception {
        StationCredentials.Credential credential = authority.of(NAME);
        client = MqttClient.builder()
                .useMqttVersion5()
                .identifier(NAME)
                .serverHost("localhost")
                .serverPort(broker.port())
                .sslConfig()
                .keyManagerFactory(StationTls.keys(credential))
                .trustManagerFactory(StationTls.trust(credential.brokerAuthorities()))
                .applySslConfig()
                .buildAsync();
        client.publishes(MqttGlobalPublishFilter.ALL, this::hear);
        client.connectWith().cleanStart(true).send().get(20, TimeUnit.SECONDS);
        client.subscribeWith()
                .topicFilter("ev/station/#")
                .qos(MqttQos.AT_LEAST_ONCE)
                .send()
                .get(20, TimeUnit.SECONDS);
    }

    private void hear(Mqtt5Publish message) {
        String topic = message.getTopic().toString();
        String rest = topic.substring("ev/station/".length());
        int slash = rest.indexOf('/');
        heard.add(new Heard(
                rest.substring(0, slash),
                rest.substring(slash + 1),
                message.isRetain(),
                new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8)));
    }

    List<Heard> all() {
        synchronized (heard) {
            return List.copyOf(heard);
        }
    }

    List<Heard> on(String topic) {
        return all().stream().filter(message -> message.topic().equals(topic)).toList();
    }

    List<Heard> of(String stationId, String topic) {
        return on(topic).stream()
                .filter(message -> message.stationId().equals(stationId))
                .toList();
    }

    void command(String stationId, String json) throws Exception {
        client.publishWith()
                .topic("ev/station/" + stationId + "/commands")
                .payload(json.getBytes(StandardCharsets.UTF_8))
                .qos(MqttQos.AT_LEAST_ONCE)
                .send()
                .get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
        client.disconnect().get(20, TimeUnit.SECONDS);
    }
}
