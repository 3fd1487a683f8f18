package io.fleetport.mqtt.simulator;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.async.Async;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.interceptor.publish.PublishInboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundOutput;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.session.ClientService;
import io.fleetport.application.contract.FreePort;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * A real broker on localhost that lets stations in by their certificates alone. It can break connections before
 * it answers, and it can refuse.
 */
final class TestBroker implements AutoCloseable {

    private final EmbeddedHiveMQ broker;
    private final Rules rules;
    private final int port;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    private volatile Predicate<String> breaking = topic -> false;
    private volatile boolean forgetSessions;
    private volatile Predicate<String> refused = topic -> false;

    private TestBroker(EmbeddedHiveMQ broker, Rules rules, int port) {
        this.broker = broker;
        this.rules = rules;
        this.port = port;
    }

    /** One after the other: the broker hands its services to an extension through static fields of the whole process. */
    static synchronized TestBroker start(Path folder, TestAuthority authority) throws Exception {
        int port = FreePort.any();
        for (String needed : new String[] {"conf", "data", "extensions"}) {
            Files.createDirectories(folder.resolve(needed));
        }
        authority.writeTo(folder.resolve("keys.p12"), folder.resolve("trust.p12"));
        Files.writeString(
                folder.resolve("conf/config.xml"),
                String.format(
                        Locale.ROOT,
                        """
                        <hivemq>
                          <listeners>
                            <tls-tcp-listener>
                              <port>%d</port>
                              <bind-address>127.0.0.1</bind-address>
                              <tls>
                                <keystore><path>%s</path><password>%s</password>
                                  <private-key-password>%s</private-key-password></keystore>
                                <truststore><path>%s</path><password>%s</password></truststore>
                                <client-authentication-mode>REQUIRED</client-authentication-mode>
                              </tls>
                            </tls-tcp-listener>
                          </listeners>
                          <mqtt><queued-messages><max-queue-size>1000000</max-queue-size></queued-messages></mqtt>
                          <persistence><mode>in-memory</mode></persistence>
                          <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                        </hivemq>
                        """,
                        port,
                        folder.resolve("keys.p12"),
                        TestAuthority.PASSWORD,
                        TestAuthority.PASSWORD,
                        folder.resolve("trust.p12"),
                        TestAuthority.PASSWORD));
        Rules rules = new Rules();
        EmbeddedHiveMQ broker = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(folder.resolve("conf"))
                .withDataFolder(folder.resolve("data"))
                .withExtensionsFolder(folder.resolve("extensions"))
                .withoutLoggingBootstrap()
                .withEmbeddedExtension(EmbeddedExtension.builder()
                        .withId("rules")
                        .withName("Rules of the test")
                        .withVersion("1")
                        .withAuthor("Fleetport")
                        .withExtensionMain(rules)
                        .build())
                .build();
        TestBroker started = new TestBroker(broker, rules, port);
        rules.of = started;
        broker.start().join();
        return started;
    }

    int port() {
        return port;
    }

    ClientSettings clients() {
        return ClientSettings.of("localhost", port).withGiveUpAfter(Duration.ofSeconds(20));
    }

    /**
     * Breaks the connection at the first publication of every tenth message on such topics, before it is answered.
     *
     * @param forgetting whether the session is forgotten, too
     */
    void breakAtEveryTenth(Predicate<String> topics, boolean forgetting) {
        seen.clear();
        forgetSessions = forgetting;
        breaking = topics;
    }

    void refuse(Predicate<String> topics) {
        refused = topics;
    }

    @Override
    public void close() throws Exception {
        broker.close();
    }

    private void received(PublishInboundInput input, PublishInboundOutput output) {
        String topic = input.getPublishPacket().getTopic();
        if (refused.test(topic)) {
            output.preventPublishDelivery(AckReasonCode.QUOTA_EXCEEDED);
            return;
        }
        String message = topic
                + StandardCharsets.UTF_8.decode(
                        input.getPublishPacket().getPayload().orElseThrow());
        if (breaking.test(topic) && seen.add(message) && seen.size() % 10 == 0) {
            String station = input.getClientInformation().getClientId();
            Async<PublishInboundOutput> held = output.async(Duration.ofSeconds(10));
            CompletableFuture<?> broken = forgetSessions
                    ? rules.clients.invalidateSession(station)
                    : rules.clients.disconnectClient(station, false);
            broken.whenComplete((done, failure) -> held.resume());
        }
    }

    private static final class Rules implements ExtensionMain, SimpleAuthenticator, PublishInboundInterceptor {

        private volatile TestBroker of;
        private volatile ClientService clients;

        @Override
        public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
            clients = Services.clientService(); // this broker's, until another one starts in this process
            Services.securityRegistry().setAuthenticatorProvider(provided -> this);
            Services.initializerRegistry()
                    .setClientInitializer((initializer, client) -> client.addPublishInboundInterceptor(this));
        }

        @Override
        public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {}

        @Override
        public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
            String name = input.getConnectionInformation()
                    .getClientTlsInformation()
                    .orElseThrow()
                    .getClientCertificate()
                    .orElseThrow()
                    .getSubjectX500Principal()
                    .getName();
            if (name.equals("CN=" + input.getClientInformation().getClientId())) {
                output.authenticateSuccessfully();
            } else {
                output.failAuthentication(ConnackReasonCode.NOT_AUTHORIZED, "not the name of the certificate");
            }
        }

        @Override
        public void onInboundPublish(PublishInboundInput input, PublishInboundOutput output) {
            of.received(input, output);
        }
    }
}
