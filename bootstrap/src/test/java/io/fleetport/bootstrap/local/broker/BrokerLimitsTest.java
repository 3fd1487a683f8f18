package io.fleetport.bootstrap.local.broker;

import static io.fleetport.bootstrap.local.broker.BrokerSite.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttClientState;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the broker does at its bounds and over restarts. */
final class BrokerLimitsTest {

    private static final EmbeddedBrokerSettings DEFAULTS = EmbeddedBrokerSettings.defaults();

    @TempDir
    private Path folder;

    @Test
    void afterARestartOnTheSameDataStationsFindTheirSessionsAndStatuses() {
        try (BrokerSite site = new BrokerSite(folder.resolve("data"), DEFAULTS)) {
            int port = site.broker().port();
            Mqtt5BlockingClient station =
                    site.station("S-1").useMqttVersion5().identifier("one").buildBlocking();
            connectLastingly(station);
            station.subscribeWith()
                    .topicFilter("ev/station/S-1/commands")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .send();
            station.publishWith()
                    .topic("ev/station/S-1/status")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .retain(true)
                    .payload(bytes("up"))
                    .send();
            station.disconnectWith().sessionExpiryInterval(3_600).send();
            send(site, "S-1", "lock");
            site.stop();
            site.start();

            assertThat(site.broker().port()).isEqualTo(port);
            Mqtt5BlockingClient again =
                    site.station("S-1").useMqttVersion5().identifier("one").buildBlocking();
            List<String> heard = new CopyOnWriteArrayList<>();
            again.toAsync()
                    .publishes(
                            MqttGlobalPublishFilter.ALL,
                            message -> heard.add(new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8)));
            connectLastingly(again);
            await().until(() -> heard.contains("lock"));
            send(site, "S-1", "unlock");
            await().until(() -> heard.contains("unlock"));
            again.disconnect();
        }
    }

    @Test
    void whatCannotBecomeDurableInTimeIsNotAcknowledgedAndTheConnectionIsClosed() {
        try (BrokerSite site = new BrokerSite(
                folder.resolve("data"),
                new EmbeddedBrokerSettings(0, 10, 50, 1_000, 1 << 20, 1 << 20, Duration.ofMillis(400)))) {
            Mqtt5AsyncClient station = site.station("S-1").useMqttVersion5().buildAsync();
            station.connect().join();
            site.intake.hold();

            CompletableFuture<Mqtt5PublishResult> sent = publish(station, "S-1", "one");

            await().until(() -> !station.getState().isConnected());
            assertThatThrownBy(sent::join).isNotNull();
            assertThat(site.count("fleetport.broker.held.too.long")).isEqualTo(1);
            site.intake.release(); // to nobody
            await().until(() ->
                    site.meters.get("fleetport.broker.held.bytes").gauge().value() == 0);
        }
    }

    @Test
    void aStationOfMqtt3IsNotReadBeyondItsWindow() {
        try (BrokerSite site = new BrokerSite(
                folder.resolve("data"),
                new EmbeddedBrokerSettings(0, 10, 5, 1_000, 1 << 20, 1 << 20, Duration.ofMinutes(1)))) {
            Mqtt3AsyncClient station = site.station("S-1").useMqttVersion3().buildAsync();
            station.connect().join();
            site.intake.hold();

            List<CompletableFuture<?>> sent = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                sent.add(station.publishWith()
                        .topic("ev/station/S-1/telemetry")
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .payload(bytes(Integer.toString(i)))
                        .send());
            }
            await().until(() -> site.intake.held() == 5);
            await().until(() -> site.count("fleetport.broker.pauses", "cause", "unacknowledged") > 0);
            assertThat(site.intake.taken()).hasSize(5);
            site.intake.commit(1);
            await().until(() -> site.intake.taken().size() == 6);
            site.intake.release();

            sent.forEach(CompletableFuture::join);
            assertThat(site.intake.texts())
                    .isEqualTo(
                            IntStream.range(0, 100).mapToObj(Integer::toString).toList());
            station.disconnect().join();
        }
    }

    @Test
    void allStationsTogetherHoldNoMoreThanAllowed() {
        try (BrokerSite site = new BrokerSite(
                folder.resolve("data"),
                new EmbeddedBrokerSettings(0, 10, 50, 20, 1 << 20, 1 << 20, Duration.ofMinutes(1)))) {
            site.intake.hold();
            List<Mqtt5AsyncClient> stations = List.of("S-1", "S-2", "S-3").stream()
                    .map(id -> site.station(id).useMqttVersion5().buildAsync())
                    .toList();
            stations.forEach(station -> station.connect().join());

            List<CompletableFuture<Mqtt5PublishResult>> sent = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                for (int s = 0; s < 3; s++) {
                    sent.add(publish(stations.get(s), "S-" + (s + 1), Integer.toString(i)));
                }
            }
            await().until(() -> site.intake.held() >= 20);
            await().until(() -> site.count("fleetport.broker.pauses", "cause", "held") >= 3);
            // Two event loops may each take one past the bound.
            assertThat(site.intake.held()).isLessThan(25);
            site.intake.release();

            sent.forEach(CompletableFuture::join);
            for (int s = 1; s <= 3; s++) {
                assertThat(site.intake.textsOf("ev/station/S-" + s + "/telemetry"))
                        .isEqualTo(IntStream.range(0, 50)
                                .mapToObj(Integer::toString)
                                .toList());
            }
            stations.forEach(station -> station.disconnect().join());
        }
    }

    @Test
    void aStationThatComesBackWhileTheStoresAreAwayIsLetInAndSendsAgain() {
        try (BrokerSite site = new BrokerSite(folder.resolve("data"), DEFAULTS)) {
            site.intake.hold();
            Mqtt3AsyncClient station =
                    site.station("S-1").useMqttVersion3().identifier("one").buildAsync();
            station.connectWith().cleanSession(false).send().join();
            station.publishWith()
                    .topic("ev/station/S-1/telemetry")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(bytes("one"))
                    .send();
            await().until(() -> site.intake.held() == 1);

            Mqtt3AsyncClient successor =
                    site.station("S-1").useMqttVersion3().identifier("one").buildAsync();
            successor.connectWith().cleanSession(false).send().join();
            CompletableFuture<?> sent = successor
                    .publishWith()
                    .topic("ev/station/S-1/telemetry")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(bytes("one"))
                    .send();

            await().until(() -> site.intake.held() == 2);
            assertThat(successor.getState()).isEqualTo(MqttClientState.CONNECTED);
            assertThat(sent).isNotDone();
            site.intake.release();
            sent.join();
            successor.disconnect().join();
        }
    }

    @Test
    void aPortThatIsTakenStopsTheStart() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> new BrokerSite(folder.resolve("data"), DEFAULTS.withPort(other.getLocalPort())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(Integer.toString(other.getLocalPort()));
        }
    }

    private static void connectLastingly(Mqtt5BlockingClient station) {
        station.connectWith().cleanStart(false).sessionExpiryInterval(3_600).send();
    }

    private static void send(BrokerSite site, String station, String command) {
        site.broker()
                .send("ev/station/" + station + "/commands", bytes(command), Duration.ofMinutes(5))
                .toCompletableFuture()
                .join();
    }

    private static CompletableFuture<Mqtt5PublishResult> publish(Mqtt5AsyncClient client, String station, String text) {
        return client.publishWith()
                .topic("ev/station/" + station + "/telemetry")
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(bytes(text))
                .send();
    }
}
