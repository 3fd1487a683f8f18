package io.fleetport.bootstrap.local.broker;

import static io.fleetport.bootstrap.local.broker.BrokerSite.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientState;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import io.fleetport.bootstrap.local.DevelopmentAuthority;
import io.fleetport.bootstrap.local.KeyStores;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedBrokerTest {

    @TempDir
    private static Path folder;

    private static BrokerSite site;

    private final List<Runnable> afterwards = new ArrayList<>();

    @BeforeAll
    static void start() {
        site = new BrokerSite(folder.resolve("data"), EmbeddedBrokerSettings.defaults());
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @AfterEach
    void leave() {
        site.intake.setRoom(Integer.MAX_VALUE);
        site.intake.release();
        afterwards.forEach(Runnable::run);
    }

    @Test
    void aMessageIsAcknowledgedOnlyWhenItIsDurable() {
        Mqtt5AsyncClient station = connected5("S-hold").toAsync();
        site.intake.hold();

        CompletableFuture<Mqtt5PublishResult> first = publish(station, "ev/station/S-hold/telemetry", "one");
        CompletableFuture<Mqtt5PublishResult> second = publish(station, "ev/station/S-hold/events", "two");

        await().until(() -> site.intake.held() == 2);
        assertThat(site.intake.textsOf("ev/station/S-hold/telemetry")).containsExactly("one");
        assertThat(first).isNotDone();
        site.intake.commitNewest(); // the acknowledgement of the second must not overtake
        assertThat(second).isNotDone();
        site.intake.commit(1);
        await().until(first::isDone);
        await().until(second::isDone);
        assertThat(first.join().getError()).isEmpty();
    }

    @Test
    void aMessageOfMqtt3IsAcknowledgedOnlyWhenItIsDurable() {
        Mqtt3BlockingClient station = connected3("S-hold3");
        site.intake.hold();

        CompletableFuture<?> sent = station.toAsync()
                .publishWith()
                .topic("ev/station/S-hold3/telemetry")
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(bytes("one"))
                .send();

        await().until(() -> site.intake.held() == 1);
        assertThat(sent).isNotDone();
        site.intake.commit(1);
        await().until(sent::isDone);
        assertThat(sent).isCompleted();
    }

    @Test
    void manyMessagesOfOneStationBecomeDurableTogetherAndInOrder() {
        Mqtt5AsyncClient station = connected5("S-many").toAsync();

        List<CompletableFuture<Mqtt5PublishResult>> sent = IntStream.range(0, 1_000)
                .mapToObj(i -> publish(station, "ev/station/S-many/telemetry", Integer.toString(i)))
                .toList();

        sent.forEach(CompletableFuture::join);
        assertThat(site.intake.textsOf("ev/station/S-many/telemetry"))
                .isEqualTo(IntStream.range(0, 1_000).mapToObj(Integer::toString).toList());
    }

    @Test
    void telemetryIsNotKeptByTheBrokerNotEvenWhenItIsRetained() {
        connected5("S-kept")
                .publishWith()
                .topic("ev/station/S-kept/telemetry")
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(true)
                .payload(bytes("now"))
                .send();
        List<String> heard = heardByFleetport("ev/station/S-kept/#");

        publish(connected5("S-kept").toAsync(), "ev/station/S-kept/status", "up")
                .join();

        await().until(() -> heard.contains("ev/station/S-kept/status up"));
        assertThat(heard).containsExactly("ev/station/S-kept/status up");
    }

    @Test
    void unknownTopicsBelowItsOwnPrefixAreHandedOnToo() {
        publish(connected5("S-odd").toAsync(), "ev/station/S-odd/a/b", "what").join();

        assertThat(site.intake.textsOf("ev/station/S-odd/a/b")).containsExactly("what");
    }

    @Test
    void aMessageThatIsTooLargeForTheStoresStillArrives() {
        String large = "x".repeat(256 * 1024);

        publish(connected5("S-large").toAsync(), "ev/station/S-large/telemetry", large)
                .join();

        assertThat(site.intake.textsOf("ev/station/S-large/telemetry")).containsExactly(large);
    }

    @Test
    void aStationCannotPublishForAnother() {
        Mqtt5AsyncClient station = connected5("S-liar").toAsync();
        double before = site.count("fleetport.broker.refused", "what", "publish");

        assertThatThrownBy(() ->
                        publish(station, "ev/station/S-1/telemetry", "lie").join())
                .hasCauseInstanceOf(Mqtt5PubAckException.class)
                .cause()
                .satisfies(refusal -> assertThat(((Mqtt5PubAckException) refusal)
                                .getMqttMessage()
                                .getReasonCode())
                        .isEqualTo(Mqtt5PubAckReasonCode.NOT_AUTHORIZED));

        assertThat(site.refused).contains(new BrokerSite.Refused("S-liar", "ev/station/S-1/telemetry", "lie"));
        assertThat(site.intake.textsOf("ev/station/S-1/telemetry")).isEmpty();
        assertThat(site.count("fleetport.broker.refused", "what", "publish")).isEqualTo(before + 1);
        publish(station, "ev/station/S-liar/telemetry", "truth").join();
        assertThat(site.intake.textsOf("ev/station/S-liar/telemetry")).containsExactly("truth");
    }

    @Test
    void aStationOfMqtt3CannotPublishForAnotherAndIsDisconnected() {
        Mqtt3BlockingClient station = connected3("S-liar3");

        CompletableFuture<?> sent = station.toAsync()
                .publishWith()
                .topic("ev/station/S-liar/telemetry")
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(bytes("lie3"))
                .send();

        await().until(() -> !station.getState().isConnected());
        assertThat(sent).isNotCompleted();
        assertThat(site.refused).contains(new BrokerSite.Refused("S-liar3", "ev/station/S-liar/telemetry", "lie3"));
        assertThat(site.intake.texts()).doesNotContain("lie3");
    }

    @Test
    void aStationHearsItsOwnCommandsOnly() {
        Mqtt5BlockingClient five = connected5("S-ear");
        Mqtt3BlockingClient three = connected3("S-ear3");
        double before = site.count("fleetport.broker.refused", "what", "subscribe");

        for (String filter : List.of(
                "ev/station/S-1/commands",
                "ev/station/+/commands",
                "#",
                "ev/station/S-ear/#",
                "$share/g/ev/station/S-ear/commands")) {
            assertThatThrownBy(() -> five.subscribeWith().topicFilter(filter).send())
                    .isInstanceOf(Mqtt5SubAckException.class);
            assertThatThrownBy(() -> three.subscribeWith().topicFilter(filter).send())
                    .isInstanceOf(Mqtt3SubAckException.class);
        }
        assertThat(site.count("fleetport.broker.refused", "what", "subscribe")).isEqualTo(before + 10);
    }

    @Test
    void aCommandReachesItsStationAndNoOther() {
        List<String> heard = commandsOf(connected5("S-cmd"), "S-cmd");
        List<String> other = commandsOf(connected5("S-cmd2"), "S-cmd2");

        site.broker()
                .send("ev/station/S-cmd/commands", bytes("lock"), Duration.ofMinutes(1))
                .toCompletableFuture()
                .join();
        site.broker()
                .send("ev/station/S-cmd2/commands", bytes("unlock"), Duration.ofMinutes(1))
                .toCompletableFuture()
                .join();

        await().until(() -> heard.size() == 1 && other.size() == 1);
        assertThat(heard).containsExactly("lock");
        assertThat(other).containsExactly("unlock");
    }

    @Test
    void aStatusIsAcknowledgedWhenItIsDurableAndIsThenRetained() {
        Mqtt5AsyncClient station = connected5("S-status").toAsync();
        site.intake.hold();

        CompletableFuture<Mqtt5PublishResult> sent = station.publish(status("S-status", "{\"online\":true}"));

        await().until(() -> site.intake.held() == 1);
        assertThat(sent).isNotDone();
        site.intake.release();
        sent.join();
        assertThat(site.intake.textsOf("ev/station/S-status/status")).containsExactly("{\"online\":true}");
        List<String> heard = heardByFleetport("ev/station/S-status/status");
        await().until(() -> heard.contains("ev/station/S-status/status {\"online\":true}"));
    }

    @Test
    void theWillOfAStationThatDiesComesThrough() {
        Mqtt3BlockingClient station =
                site.station("S-will").useMqttVersion3().identifier("dying").buildBlocking();
        station.connectWith()
                .willPublish()
                .topic("ev/station/S-will/status")
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(true)
                .payload(bytes("{\"online\":false}"))
                .applyWillPublish()
                .send();

        // A newer connection with the same client id ends the older one, which is as good as losing the network.
        Mqtt3BlockingClient successor =
                site.station("S-will").useMqttVersion3().identifier("dying").buildBlocking();
        successor.connect();
        afterwards.add(successor::disconnect);
        successor
                .publishWith()
                .topic("ev/station/S-will/status")
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(true)
                .payload(bytes("{\"online\":true}"))
                .send();

        assertThat(site.intake.textsOf("ev/station/S-will/status"))
                .containsExactly("{\"online\":false}", "{\"online\":true}");
    }

    @Test
    void aWillForAnotherStationIsNotAccepted() {
        assertThatThrownBy(() -> site.station("S-evil")
                        .useMqttVersion5()
                        .buildBlocking()
                        .connectWith()
                        .willPublish(status("S-1", "{\"online\":false}"))
                        .send())
                .isInstanceOf(Mqtt5ConnAckException.class);
        assertThatThrownBy(() -> site.station("S-evil")
                        .useMqttVersion3()
                        .buildBlocking()
                        .connectWith()
                        .willPublish()
                        .topic("ev/station/S-evil/telemetry")
                        .payload(bytes("x"))
                        .applyWillPublish()
                        .send())
                .isInstanceOf(Mqtt3ConnAckException.class);
    }

    @Test
    void stationsWithTheSameClientIdDoNotEndEachOther() {
        Mqtt5BlockingClient one =
                site.station("S-a").useMqttVersion5().identifier("station").buildBlocking();
        Mqtt5BlockingClient two =
                site.station("S-b").useMqttVersion5().identifier("station").buildBlocking();
        Mqtt5BlockingClient thief =
                site.station("S-c").useMqttVersion5().identifier("S-a/station").buildBlocking();
        for (Mqtt5BlockingClient each : List.of(one, two, thief)) {
            each.connect();
            afterwards.add(each::disconnect);
        }

        publish(one.toAsync(), "ev/station/S-a/telemetry", "a").join();
        publish(two.toAsync(), "ev/station/S-b/telemetry", "b").join();

        assertThat(one.getState().isConnected()).isTrue();
        assertThat(two.getState().isConnected()).isTrue();
    }

    @Test
    void aVehiclesCertificateTheServersOrNoneIsNotLetIn() throws Exception {
        DevelopmentAuthority vehicles = DevelopmentAuthority.in(Files.createTempDirectory(folder, "ca"), Instant.now());
        var vehicle = site.client(vehicles.issueVehicle("5YJ3E1EA7KF000001", Instant.now()))
                .useMqttVersion5()
                .buildBlocking();
        var server = site.client(site.authority.issueServer()).useMqttVersion5().buildBlocking();
        var nobody = MqttClient.builder()
                .serverHost("localhost")
                .serverPort(site.broker().port())
                .sslConfig(MqttClientSslConfig.builder()
                        .trustManagerFactory(KeyStores.trust(List.of(site.authority.certificate())))
                        .build())
                .useMqttVersion3()
                .buildBlocking();

        assertThatThrownBy(vehicle::connect).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(server::connect).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(nobody::connect).isInstanceOf(RuntimeException.class);
        assertThat(List.of(vehicle.getState(), server.getState(), nobody.getState()))
                .noneMatch(MqttClientState::isConnected);
    }

    @Test
    void aStationThatIsNotAdmittedIsNotLetIn() {
        assertThatThrownBy(site.station("stranger").useMqttVersion5().buildBlocking()::connect)
                .isInstanceOf(Mqtt5ConnAckException.class);
        assertThatThrownBy(site.station("stranger").useMqttVersion3().buildBlocking()::connect)
                .isInstanceOf(Mqtt3ConnAckException.class);
        assertThat(site.count("fleetport.broker.refused", "what", "connect")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void whenThereIsNoRoomNothingIsLostOrReordered() {
        Mqtt5AsyncClient five = connected5("S-room").toAsync();
        Mqtt3BlockingClient three = connected3("S-room3");
        site.intake.setRoom(0);

        List<CompletableFuture<?>> sent = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            sent.add(publish(five, "ev/station/S-room/telemetry", Integer.toString(i)));
            sent.add(three.toAsync()
                    .publishWith()
                    .topic("ev/station/S-room3/telemetry")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(bytes(Integer.toString(i)))
                    .send());
        }
        await().until(site.intake::isWaitedFor);
        assertThat(sent).noneMatch(CompletableFuture::isDone);
        site.intake.setRoom(10);
        await().until(() -> sent.stream().filter(CompletableFuture::isDone).count() == 10);
        site.intake.setRoom(Integer.MAX_VALUE);
        sent.forEach(CompletableFuture::join);

        List<String> expected =
                IntStream.range(0, 300).mapToObj(Integer::toString).toList();
        assertThat(site.intake.textsOf("ev/station/S-room/telemetry")).isEqualTo(expected);
        assertThat(site.intake.textsOf("ev/station/S-room3/telemetry")).isEqualTo(expected);
    }

    private Mqtt5BlockingClient connected5(String station) {
        Mqtt5BlockingClient client = site.station(station).useMqttVersion5().buildBlocking();
        client.connect();
        afterwards.add(() -> {
            if (client.getState().isConnected()) {
                client.disconnect();
            }
        });
        return client;
    }

    private Mqtt3BlockingClient connected3(String station) {
        Mqtt3BlockingClient client = site.station(station).useMqttVersion3().buildBlocking();
        client.connect();
        afterwards.add(() -> {
            if (client.getState().isConnected()) {
                client.disconnect();
            }
        });
        return client;
    }

    private static CompletableFuture<Mqtt5PublishResult> publish(Mqtt5AsyncClient client, String topic, String text) {
        return client.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(bytes(text))
                .send();
    }

    private static Mqtt5Publish status(String station, String text) {
        return Mqtt5Publish.builder()
                .topic("ev/station/" + station + "/status")
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(true)
                .payload(bytes(text))
                .build();
    }

    private static List<String> commandsOf(Mqtt5BlockingClient station, String id) {
        List<String> heard = new CopyOnWriteArrayList<>();
        station.toAsync()
                .subscribeWith()
                .topicFilter("ev/station/" + id + "/commands")
                .qos(MqttQos.AT_LEAST_ONCE)
                .callback(message -> heard.add(new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8)))
                .send()
                .join();
        return heard;
    }

    /** What Fleetport's own certificate hears, which may hear everything. */
    private List<String> heardByFleetport(String filter) {
        Mqtt5BlockingClient client = site.client(site.authority.issueOwn())
                .useMqttVersion5()
                .identifier("listener")
                .buildBlocking();
        client.connect();
        afterwards.add(client::disconnect);
        List<String> heard = new CopyOnWriteArrayList<>();
        client.toAsync()
                .subscribeWith()
                .topicFilter(filter)
                .qos(MqttQos.AT_LEAST_ONCE)
                .callback(message -> heard.add(
                        message.getTopic() + " " + new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8)))
                .send()
                .join();
        return heard;
    }
}
