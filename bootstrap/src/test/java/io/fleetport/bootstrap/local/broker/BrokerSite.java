package io.fleetport.bootstrap.local.broker;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import io.fleetport.bootstrap.local.Credential;
import io.fleetport.bootstrap.local.DataDirectory;
import io.fleetport.bootstrap.local.KeyStores;
import io.fleetport.bootstrap.local.StationAuthority;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A broker on a folder, and stations that know it. */
final class BrokerSite implements AutoCloseable {

    /** A publish that was not the station's to make. */
    record Refused(String station, String topic, String text) {}

    final HeldIntake intake = new HeldIntake();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final List<Refused> refused = new CopyOnWriteArrayList<>();
    final DataDirectory data;
    final StationAuthority authority;

    private final EmbeddedBrokerSettings settings;
    private EmbeddedBroker broker;

    BrokerSite(Path folder, EmbeddedBrokerSettings settings) {
        this.data = DataDirectory.open(folder);
        this.authority = StationAuthority.in(data.stationAuthority(), Clock.systemUTC());
        this.settings = settings;
        start();
    }

    void start() {
        broker = EmbeddedBroker.start(
                data,
                settings,
                authority.issueServer(),
                authority.certificate(),
                authority.issueOwn(),
                intake,
                new Gate(),
                Clock.systemUTC(),
                meters);
    }

    void stop() {
        broker.close();
    }

    EmbeddedBroker broker() {
        return broker;
    }

    MqttClientBuilder station(String id) {
        return client(authority.issueStation(id));
    }

    MqttClientBuilder client(Credential credential) {
        return MqttClient.builder()
                .serverHost("localhost")
                .serverPort(broker.port())
                .sslConfig(MqttClientSslConfig.builder()
                        .keyManagerFactory(KeyStores.keys(credential))
                        .trustManagerFactory(KeyStores.trust(List.of(authority.certificate())))
                        .build());
    }

    double count(String meter, String... tags) {
        return meters.get(meter).tags(tags).counter().count();
    }

    @Override
    public void close() {
        broker.close();
        data.close();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private final class Gate implements StationGate {
        @Override
        public boolean admits(String stationId) {
            return !stationId.startsWith("stranger");
        }

        @Override
        public void refused(String stationId, String topic, byte[] payload) {
            refused.add(new Refused(stationId, topic, new String(payload, StandardCharsets.UTF_8)));
        }
    }
}
