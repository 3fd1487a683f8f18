package io.fleetport.bootstrap.local.broker;

import io.fleetport.bootstrap.local.Credential;
import io.fleetport.bootstrap.local.KeyStores;
import io.fleetport.bootstrap.local.PrivateFile;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** The folder the broker lives in. Its configuration and key stores are written at every start; its data stay. */
final class BrokerFolder {

    private static final String CONFIGURATION = """
            <?xml version="1.0"?>
            <!-- Written at every start. -->
            <hivemq>
              <listeners>
                <tls-tcp-listener>
                  <port>%d</port>
                  <bind-address>127.0.0.1</bind-address>
                  <tls>
                    <protocols>
                      <protocol>TLSv1.3</protocol>
                      <protocol>TLSv1.2</protocol>
                    </protocols>
                    <keystore>
                      <path>%s</path>
                      <password>%s</password>
                      <private-key-password>%3$s</private-key-password>
                    </keystore>
                    <truststore>
                      <path>%s</path>
                      <password>%3$s</password>
                    </truststore>
                    <client-authentication-mode>REQUIRED</client-authentication-mode>
                  </tls>
                </tls-tcp-listener>
              </listeners>
              <mqtt>
                <receive-maximum>
                  <server-receive-maximum>%5$d</server-receive-maximum>
                </receive-maximum>
                <quality-of-service>
                  <max-qos>1</max-qos>
                </quality-of-service>
                <packets>
                  <max-packet-size>%6$d</max-packet-size>
                </packets>
                <!-- Commands for stations that are away, and statuses for Fleetport: the newest count. -->
                <queued-messages>
                  <max-queue-size>10000</max-queue-size>
                  <strategy>discard-oldest</strategy>
                </queued-messages>
                <!-- A week, in seconds: whoever makes up a new client id each time leaves nothing for longer. -->
                <session-expiry>
                  <max-interval>604800</max-interval>
                </session-expiry>
                <message-expiry>
                  <max-interval>604800</max-interval>
                </message-expiry>
              </mqtt>
              <restrictions>
                <max-connections>%7$d</max-connections>
                <max-client-id-length>256</max-client-id-length>
                <max-topic-length>512</max-topic-length>
              </restrictions>
              <persistence>
                <mode>file</mode>
              </persistence>
              <anonymous-usage-statistics>
                <enabled>false</enabled>
              </anonymous-usage-statistics>
            </hivemq>
            """;

    private final Path root;

    BrokerFolder(Path root) {
        this.root = root;
    }

    void write(int port, EmbeddedBrokerSettings settings, Credential server, X509Certificate trusted)
            throws IOException {
        String password = newPassword();
        Path keys = root.resolve("conf/server.p12");
        Path authorities = root.resolve("conf/stations.p12");
        PrivateFile.write(keys, KeyStores.holding(server, password));
        PrivateFile.write(authorities, KeyStores.trusting(trusted, password));
        PrivateFile.write(
                root.resolve("conf/config.xml"),
                CONFIGURATION
                        .formatted(
                                port,
                                escaped(keys),
                                password,
                                escaped(authorities),
                                settings.mostUnacknowledged(),
                                settings.largestPacket(),
                                settings.mostConnections() + 1) // our own client comes on top
                        .getBytes(StandardCharsets.UTF_8));
        Files.createDirectories(data().toPath());
        Files.createDirectories(extensions().toPath());
    }

    File configuration() {
        return root.resolve("conf").toFile();
    }

    File data() {
        return root.resolve("data").toFile();
    }

    /** Empty: the only extension is in the program. */
    File extensions() {
        return root.resolve("extensions").toFile();
    }

    private static String escaped(Path path) {
        return path.toString().replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String newPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
