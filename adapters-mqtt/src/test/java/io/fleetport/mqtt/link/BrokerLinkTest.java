package io.fleetport.mqtt.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.mqtt.link.BrokerLinkSettings.Protocol;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Against a broker that sends a consumer a batch of up to 50 messages and no more before all of it is acknowledged. Hence
 * messages that are to be held together are published while the consumer is away.
 */
final class BrokerLinkTest {

    private static final String TELEMETRY = "ev/station/S-1/telemetry";

    @TempDir
    private static Path folder;

    private static OutsideBroker broker;
    private static int consumers;

    private final String consumer = "consumer-" + consumers++;
    private final HeldIntake intake = new HeldIntake();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<BrokerLink> open = new ArrayList<>();

    @BeforeAll
    static void startBroker() {
        broker = new OutsideBroker(folder);
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @AfterEach
    void closeLinks() {
        open.forEach(BrokerLink::close);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasNotDurableComesAgainAndWhatWasDoesNot(Protocol protocol) {
        BrokerLink link = connected(settings(protocol), intake);
        broker.publish(TELEMETRY, 0, 3);
        await().until(() -> intake.taken().size() == 3);
        await().until(() ->
                meters.get("fleetport.mqtt.link.acknowledged").counter().count() == 3);
        link.close();
        intake.hold();
        broker.publish(TELEMETRY, 3, 6);
        link = connected(settings(protocol), intake);
        await().until(() -> intake.taken().size() == 6);
        link.close();
        intake.release(); // too late: the broker must not be told by the next connection that it has these

        HeldIntake next = new HeldIntake();
        connected(settings(protocol), next);

        await().until(() -> next.taken().size() >= 3);
        assertThat(next.taken()).isEqualTo(numbers(TELEMETRY, 3, 6));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPublishedWhileTheLinkIsAwayArrivesLater(Protocol protocol) {
        connected(settings(protocol), intake).close();

        broker.publish(TELEMETRY, 0, 300);
        connected(settings(protocol), intake);

        await().until(() -> intake.taken().size() == 300);
        assertThat(intake.taken()).isEqualTo(numbers(TELEMETRY, 0, 300));
    }

    @ParameterizedTest
    @EnumSource
    void aLinkWithoutTopicsSendsAndHearsNothing(Protocol protocol) {
        BrokerLink hearing = connected(settings(protocol), intake);
        HeldIntake deaf = new HeldIntake();
        BrokerLinkSettings heard = settings(protocol, consumer + "-sender");
        BrokerLink sending =
                BrokerLink.start(heard.withTopics(heard.topicPrefix(), Set.of(), ""), deaf, Clock.systemUTC(), meters);
        open.add(sending);
        sending.subscribed().toCompletableFuture().join();

        sending.send(TELEMETRY, "0".getBytes(StandardCharsets.UTF_8), Duration.ofMinutes(1))
                .toCompletableFuture()
                .join();

        await().until(() -> intake.taken().size() == 1);
        assertThat(hearing.isConnected()).isTrue();
        assertThat(deaf.taken()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theLinkOutlivesTheBrokersRestart(Protocol protocol) {
        connected(settings(protocol), intake).close();
        intake.hold();
        broker.publish(TELEMETRY, 0, 20);
        BrokerLink link = connected(settings(protocol), intake);
        await().until(() -> intake.taken().size() == 20);

        broker.stop();
        await().until(() -> !link.isConnected());
        assertThatThrownBy(() -> link.send("ev/station/S-1/commands", new byte[0], Duration.ofMinutes(1))
                        .toCompletableFuture()
                        .join())
                .hasCauseInstanceOf(PortUnavailable.class);
        broker.start("data");
        await().atMost(Duration.ofSeconds(30)).until(link::isConnected);
        await().until(() -> intake.taken().size() >= 40); // all 20 again, as none was acknowledged
        intake.release();
        broker.publish(TELEMETRY, 20, 60);

        await().until(() -> intake.taken().containsAll(numbers(TELEMETRY, 20, 60)));
        assertThat(intake.taken()).isEqualTo(concat(numbers(TELEMETRY, 0, 20), numbers(TELEMETRY, 0, 60)));
        assertThat(meters.get("fleetport.mqtt.link.reconnects").counter().count())
                .isGreaterThanOrEqualTo(1);
        await().until(() -> meters.get("fleetport.mqtt.link.held").gauge().value() == 0);
    }

    @ParameterizedTest
    @EnumSource
    void aSessionTheBrokerHasLostIsMadeAnew(Protocol protocol) {
        BrokerLink link = connected(settings(protocol), intake);
        broker.stop();
        await().until(() -> !link.isConnected());
        broker.start("emptied-" + protocol);
        await().atMost(Duration.ofSeconds(30)).until(link::isConnected);

        await().untilAsserted(() -> {
            broker.publish(TELEMETRY, 0, 1);
            assertThat(intake.taken()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void withoutRoomForOneStationNothingIsLostReorderedOrStuck(Protocol protocol) {
        BrokerLinkSettings settings = settings(protocol).withSession(60, Duration.ofHours(1), Duration.ofMinutes(1));
        connected(settings, intake).close();
        intake.fill("ev/station/S-1/");

        broker.publish(TELEMETRY, 0, 10);
        broker.publish("ev/station/S-2/telemetry", 0, 150);
        broker.publish(TELEMETRY, 10, 150);
        connected(settings, intake);
        await().until(intake::isWaitedFor);
        await().until(() -> intake.taken().contains("ev/station/S-2/telemetry 5"));
        assertThat(intake.taken()).allMatch(message -> message.startsWith("ev/station/S-2/"));
        intake.makeRoom();

        await().until(() -> intake.taken().size() == 300);
        for (String station : List.of("S-1", "S-2")) {
            String topic = "ev/station/" + station + "/telemetry";
            assertThat(intake.taken())
                    .filteredOn(message -> message.startsWith(topic))
                    .isEqualTo(numbers(topic, 0, 150));
        }
    }

    @Test
    void aBrokerThatSendsMoreThanItShouldIsLeftForAWhile() {
        // MQTT 3.1.1 cannot say how much to send: this broker sends 50.
        BrokerLinkSettings settings =
                settings(Protocol.MQTT_3_1_1).withSession(10, Duration.ofHours(1), Duration.ofMinutes(1));
        connected(settings, intake).close();
        intake.hold();

        broker.publish(TELEMETRY, 0, 100);
        connected(settings, intake);
        await().until(() -> meters.get("fleetport.mqtt.link.pauses").counter().count() >= 1);
        intake.release();

        await().atMost(Duration.ofSeconds(30)).until(() -> new HashSet<>(intake.taken()).size() == 100);
    }

    @ParameterizedTest
    @EnumSource
    void linksOfAGroupShareTheMessagesButEachGetsTheStatuses(Protocol protocol) {
        String group = "group-" + protocol;
        HeldIntake other = new HeldIntake();
        connected(settings(protocol).withTopics("ev/station", BrokerLinkSettings.ALL_TOPICS, group), intake);
        connected(
                settings(protocol, consumer + "-b").withTopics("ev/station", BrokerLinkSettings.ALL_TOPICS, group),
                other);

        AtomicInteger published = new AtomicInteger();
        // Who gets a message is up to the broker, so as many as it takes for both to have one.
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            int number = published.getAndIncrement();
            broker.publish("ev/station/S-1/slots", number, number + 1);
            return !intake.taken().isEmpty() && !other.taken().isEmpty();
        });
        broker.publish("ev/station/S-1/status", 0, 1);

        int all = published.get();
        await().until(() -> intake.taken().size() + other.taken().size() == all + 2);
        assertThat(intake.taken()).contains("ev/station/S-1/status 0");
        assertThat(other.taken()).contains("ev/station/S-1/status 0");
        Set<String> together = new HashSet<>(intake.taken());
        together.addAll(other.taken());
        assertThat(together).hasSize(all + 1);
    }

    @ParameterizedTest
    @EnumSource
    void aCommandReachesTheStation(Protocol protocol) {
        BrokerLink link = connected(settings(protocol), intake);
        List<String> heard = new CopyOnWriteArrayList<>();
        Mqtt5BlockingClient station = MqttClient.builder()
                .serverHost("127.0.0.1")
                .serverPort(broker.port())
                .useMqttVersion5()
                .buildBlocking();
        station.connect();
        station.toAsync()
                .subscribeWith()
                .topicFilter("ev/station/S-9/commands")
                .qos(MqttQos.AT_LEAST_ONCE)
                .callback(message -> heard.add(new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8)
                        + " "
                        + message.getMessageExpiryInterval().isPresent()))
                .send()
                .join();

        link.send("ev/station/S-9/commands", "lock".getBytes(StandardCharsets.UTF_8), Duration.ofMinutes(1))
                .toCompletableFuture()
                .join();

        await().until(() -> !heard.isEmpty());
        assertThat(heard).containsExactly("lock " + (protocol == Protocol.MQTT_5));
        station.disconnect();
    }

    @Test
    void aLinkToNobodyWaitsAndCanBeClosed() {
        BrokerLink link = BrokerLink.start(
                BrokerLinkSettings.of("127.0.0.1", 1, consumer)
                        .withPatience(Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofSeconds(2)),
                intake,
                Clock.systemUTC(),
                meters);

        assertThat(link.isConnected()).isFalse();
        assertThat(meters.get("fleetport.mqtt.link.connected").gauge().value()).isZero();
        link.close();
    }

    private BrokerLinkSettings settings(Protocol protocol) {
        return settings(protocol, consumer);
    }

    private static BrokerLinkSettings settings(Protocol protocol, String clientId) {
        return BrokerLinkSettings.of("127.0.0.1", broker.port(), clientId)
                .withSecurity(new BrokerLinkSettings.Security.None(), protocol)
                .withPatience(Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(5));
    }

    private BrokerLink connected(BrokerLinkSettings settings, StationMessages messages) {
        BrokerLink link = BrokerLink.start(settings, messages, Clock.systemUTC(), meters);
        open.add(link);
        link.subscribed().toCompletableFuture().join();
        return link;
    }

    private static List<String> numbers(String topic, int from, int until) {
        return IntStream.range(from, until)
                .mapToObj(number -> topic + " " + number)
                .toList();
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
