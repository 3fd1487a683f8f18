package io.fleetport.bootstrap.local.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.bootstrap.local.KeyStores;
import io.fleetport.bootstrap.local.StationAuthority;
import io.fleetport.mqtt.link.BrokerLink;
import io.fleetport.mqtt.link.BrokerLinkSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a broker that is no broker sees of a link: the handshake. */
final class LinkTransportTest {

    @TempDir
    private Path folder;

    @Test
    void aLinkShowsItsCertificateAndOffersTheApplicationProtocolsInOrder() throws Exception {
        StationAuthority authority = StationAuthority.in(folder.resolve("station-ca"), Clock.systemUTC());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                KeyStores.keys(authority.issueServer()).getKeyManagers(),
                KeyStores.trust(List.of(authority.certificate())).getTrustManagers(),
                null);
        try (SSLServerSocket listening =
                (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0)) {
            listening.setNeedClientAuth(true);
            CompletableFuture<String> seen = CompletableFuture.supplyAsync(() -> {
                try (SSLSocket accepted = (SSLSocket) listening.accept()) {
                    CompletableFuture<List<String>> offered = new CompletableFuture<>();
                    accepted.setHandshakeApplicationProtocolSelector((socket, names) -> {
                        offered.complete(names);
                        return names.getFirst();
                    });
                    accepted.startHandshake();
                    return accepted.getSession().getPeerPrincipal().getName() + " " + offered.join();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });

            BrokerLink link = BrokerLink.start(
                    BrokerLinkSettings.of("localhost", listening.getLocalPort(), "link")
                            .withSecurity(
                                    new BrokerLinkSettings.Security.Tls(
                                            KeyStores.keys(authority.issueStation("S-1")),
                                            KeyStores.trust(List.of(authority.certificate())),
                                            List.of("x-amzn-mqtt-ca", "mqtt")),
                                    BrokerLinkSettings.Protocol.MQTT_5),
                    new HeldIntake(),
                    Clock.systemUTC(),
                    new SimpleMeterRegistry());

            assertThat(seen.get(30, TimeUnit.SECONDS)).isEqualTo("CN=S-1 [x-amzn-mqtt-ca, mqtt]");
            link.close();
        }
    }
}
