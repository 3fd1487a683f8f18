package io.fleetport.bootstrap.local.broker;

import com.codahale.metrics.MetricRegistry;
import com.hivemq.HiveMQServer;
import com.hivemq.configuration.ConfigurationBootstrap;
import com.hivemq.configuration.info.SystemInformationImpl;
import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.exceptions.UnrecoverableException;
import com.hivemq.migration.meta.PersistenceType;
import com.hivemq.persistence.connection.ConnectionPersistence;
import io.fleetport.bootstrap.local.Credential;
import io.fleetport.bootstrap.local.DataDirectory;
import io.fleetport.bootstrap.local.KeyStores;
import io.fleetport.bootstrap.local.LocalLayout;
import io.fleetport.bootstrap.local.LocalPort;
import io.fleetport.mqtt.link.BrokerLink;
import io.fleetport.mqtt.link.BrokerLinkSettings;
import io.fleetport.mqtt.link.StationDownlink;
import io.fleetport.mqtt.link.StationMessages;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An MQTT broker of our own for stations, for MQTT 5 and 3.1.1 over TLS on loopback, with its sessions and retained messages
 * on a folder of the {@link DataDirectory}. Who connects is told by the client certificate alone.
 *
 * <p>What a station publishes goes to {@link StationMessages} at once and is acknowledged when it is durable; the broker
 * itself keeps nothing of it but the retained status. While the stores are away no acknowledgement is sent, for as long as it
 * takes but for {@link EmbeddedBrokerSettings#longestHold}. What is answered to what is not as it should be:
 *
 * <ul>
 *   <li>no certificate, or one of another authority: the TLS handshake fails
 *   <li>a station that is not admitted: refused by CONNACK, 5 in MQTT 3.1.1, 0x87 in MQTT 5
 *   <li>a will for another topic than the station's own status: refused by CONNACK in the same way
 *   <li>a message below another station's prefix: 0x87 in MQTT 5; the connection is closed in MQTT 3.1.1
 *   <li>a subscription to anything but the station's own commands: 0x80 in MQTT 3.1.1, 0x87 in MQTT 5
 *   <li>QoS 2, a packet larger than allowed: the connection is closed, in MQTT 5 with the reason
 *   <li>more unacknowledged messages than allowed: closed in MQTT 5, which was told the number; not read on in MQTT 3.1.1
 *   <li>a message that is not durable after the longest hold: closed without an acknowledgement
 * </ul>
 *
 * <p>Safe to use from many threads.
 */
public final class EmbeddedBroker implements StationDownlink, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    /** Without a slash, so no station can have it; see {@link BoundClientIds}. */
    private static final String OWN_CLIENT_ID = "fleetport-link";

    private static final Duration START_PATIENCE = Duration.ofSeconds(30);

    private final HiveMQServer server;
    private final int port;
    private final BrokerLink link;

    private EmbeddedBroker(HiveMQServer server, int port, BrokerLink link) {
        this.server = server;
        this.port = port;
        this.link = link;
    }

    /**
     * Starts the broker; it takes messages when this returns.
     *
     * @param certificate the broker's own; its authority is the last of the chain
     * @param trusted authority of the clients' certificates
     * @param own Fleetport's client certificate, for commands and statuses
     * @throws IllegalStateException when it cannot be started, for instance because the port is taken
     */
    public static EmbeddedBroker start(
            DataDirectory data,
            EmbeddedBrokerSettings settings,
            Credential certificate,
            X509Certificate trusted,
            Credential own,
            StationMessages messages,
            StationGate gate,
            Clock clock,
            MeterRegistry meters) {
        Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
        int port = settings.port();
        try {
            if (port == 0) {
                port = LocalPort.rememberedIn(LocalLayout.brokerPort(data.root()));
            }
            BrokerFolder folder = new BrokerFolder(data.broker());
            folder.write(port, settings, certificate, trusted);
            HeldMessages held = new HeldMessages(settings.mostHeldMessages(), settings.mostHeldBytes());
            Statuses statuses = new Statuses(messages);
            HiveMQServer server = launch(
                    folder,
                    new Intake(messages, gate, statuses, held, new BrokerMetrics(meters, held), settings, clock));
            BrokerLink link = BrokerLink.start(linkSettings(port, certificate, own), statuses, clock, meters);
            EmbeddedBroker broker = new EmbeddedBroker(server, port, link);
            broker.awaitLink();
            LOG.info("stations publish to localhost:{} (MQTT over TLS)", port);
            return broker;
        } catch (UnrecoverableException e) { // has no message; the broker has logged one
            throw new IllegalStateException("the embedded broker cannot be started: is port " + port + " taken?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the embedded broker was being started", e);
        } catch (Exception e) {
            throw new IllegalStateException("the embedded broker cannot be started: " + e.getMessage(), e);
        } finally {
            // The broker would end the whole process for some of its own failures.
            Thread.setDefaultUncaughtExceptionHandler(handler);
        }
    }

    /** One after the other: a broker hands its services to its extension through static fields of the whole process. */
    private static synchronized HiveMQServer launch(BrokerFolder folder, Intake intake) throws Exception {
        // Settings of the broker's whole class, so the same for all brokers of a process. Few buckets: little is kept,
        // and each
        // costs files and time at start. No native storage: its library would be unpacked at each start.
        InternalConfigurations.PERSISTENCE_BUCKET_COUNT.set(8);
        InternalConfigurations.PAYLOAD_PERSISTENCE_BUCKET_COUNT.set(8);
        InternalConfigurations.PAYLOAD_PERSISTENCE_TYPE.set(PersistenceType.FILE);
        InternalConfigurations.RETAINED_MESSAGE_PERSISTENCE_TYPE.set(PersistenceType.FILE);
        InternalConfigurations.PERSISTENCE_SHUTDOWN_GRACE_PERIOD_MSEC.set(200);
        InternalConfigurations.JMX_REPORTER_ENABLED.set(false);
        SystemInformationImpl system =
                new SystemInformationImpl(true, true, folder.configuration(), folder.data(), folder.extensions());
        system.init();
        // The server itself instead of its embedded wrapper: it gives access to the connections.
        HiveMQServer server = new HiveMQServer(
                system, new MetricRegistry(), ConfigurationBootstrap.bootstrapConfig(system), false, false);
        server.bootstrap();
        ConnectionPersistence connections =
                Objects.requireNonNull(server.getInjector()).getInstance(ConnectionPersistence.class);
        try {
            server.startInstance(EmbeddedExtension.builder()
                    .withId("fleetport")
                    .withName("Fleetport")
                    .withVersion("1")
                    .withExtensionMain(new BrokerExtension(intake, connections))
                    .build());
        } catch (Exception e) {
            server.stop();
            throw e;
        }
        return server;
    }

    private static BrokerLinkSettings linkSettings(int port, Credential certificate, Credential own) {
        return BrokerLinkSettings.of("localhost", port, OWN_CLIENT_ID)
                .withSecurity(
                        new BrokerLinkSettings.Security.Tls(
                                KeyStores.keys(own),
                                KeyStores.trust(List.of(certificate.chain().getLast())),
                                List.of()),
                        BrokerLinkSettings.Protocol.MQTT_5)
                .withTopics(StationTopics.PREFIX, Set.of("status"), "")
                .withSession(200, Duration.ofDays(7), Duration.ofMinutes(1));
    }

    private void awaitLink() throws InterruptedException, ExecutionException, TimeoutException {
        boolean subscribed = false;
        try {
            link.subscribed().toCompletableFuture().get(START_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            subscribed = true;
        } finally {
            if (!subscribed) {
                close();
            }
        }
    }

    public int port() {
        return port;
    }

    /** Sends a command. A station that is away gets it when it comes back before the expiry, if it has a lasting session. */
    @Override
    public CompletionStage<Void> send(String topic, byte[] payload, Duration expiry) {
        return link.send(topic, payload, expiry);
    }

    /** Stops the broker. Stations are disconnected; what was not acknowledged they send again. */
    @Override
    public void close() {
        link.close();
        server.stop();
        LOG.info("stations publish here no more");
    }
}
