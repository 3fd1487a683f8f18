package io.fleetport.mqtt.link;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedHiveMQ;
import io.fleetport.application.contract.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** Someone else's broker, with its sessions on disk. Restarts on the same port. */
final class OutsideBroker implements AutoCloseable {

    private static final String CONFIGURATION = """
            <?xml version="1.0"?>
            <hivemq>
              <listeners>
                <tcp-listener>
                  <port>%d</port>
                  <bind-address>127.0.0.1</bind-address>
                </tcp-listener>
              </listeners>
              <mqtt>
                <queued-messages>
                  <max-queue-size>10000</max-queue-size>
                </queued-messages>
              </mqtt>
              <persistence>
                <mode>file</mode>
              </persistence>
              <anonymous-usage-statistics>
                <enabled>false</enabled>
              </anonymous-usage-statistics>
            </hivemq>
            """;

    private final Path folder;
    private final int port;
    private EmbeddedHiveMQ server;

    OutsideBroker(Path folder) {
        this.folder = folder;
        this.port = FreePort.any();
        start("data");
    }

    /** @param data names a folder; another one than before is a broker that has forgotten everything */
    void start(String data) {
        // Starts and stops faster than with the settings for large installations.
        InternalConfigurations.PERSISTENCE_BUCKET_COUNT.set(8);
        InternalConfigurations.PERSISTENCE_SHUTDOWN_GRACE_PERIOD_MSEC.set(200);
        try {
            Path configuration = Files.createDirectories(folder.resolve("conf"));
            Files.writeString(configuration.resolve("config.xml"), CONFIGURATION.formatted(port));
            server = EmbeddedHiveMQ.builder()
                    .withConfigurationFolder(configuration)
                    .withDataFolder(Files.createDirectories(folder.resolve(data)))
                    .withExtensionsFolder(Files.createDirectories(folder.resolve("extensions")))
                    .withoutLoggingBootstrap()
                    .build();
            server.start().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop() {
        server.stop().join();
    }

    int port() {
        return port;
    }

    /** Publishes the numbers at QoS 1, one after the other acknowledged by the broker. */
    void publish(String topic, int from, int until) {
        Mqtt5BlockingClient client = MqttClient.builder()
                .serverHost("127.0.0.1")
                .serverPort(port)
                .useMqttVersion5()
                .buildBlocking();
        client.connect();
        IntStream.range(from, until).forEach(number -> client.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(Integer.toString(number).getBytes(StandardCharsets.UTF_8))
                .send());
        client.disconnect();
    }

    @Override
    public void close() throws Exception {
        server.close();
    }
}
