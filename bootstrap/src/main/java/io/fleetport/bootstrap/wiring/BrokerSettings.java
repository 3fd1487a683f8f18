package io.fleetport.bootstrap.wiring;

import io.fleetport.bootstrap.http.BrokerAddress;
import io.fleetport.bootstrap.local.Credential;
import io.fleetport.bootstrap.local.KeyStores;
import io.fleetport.bootstrap.local.broker.EmbeddedBrokerSettings;
import io.fleetport.mqtt.link.BrokerLinkSettings;
import io.fleetport.tesla.identity.VehicleTrust;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Reads how stations' brokers are run or reached. */
final class BrokerSettings {

    private static final String WHY = "fleetport.stations.broker is outside";
    private static final Duration SECOND = Duration.ofSeconds(1);

    private BrokerSettings() {}

    static EmbeddedBrokerSettings embedded(Settings settings) {
        EmbeddedBrokerSettings usual = EmbeddedBrokerSettings.defaults();
        return new EmbeddedBrokerSettings(
                settings.number("fleetport.stations.port", 8883, 1, 65_535),
                settings.number("fleetport.stations.most-connections", usual.mostConnections(), 1, 1_000_000),
                settings.number("fleetport.stations.most-unacknowledged", usual.mostUnacknowledged(), 1, 65_535),
                settings.number("fleetport.stations.most-held-messages", usual.mostHeldMessages(), 1, 10_000_000),
                settings.number(
                        "fleetport.stations.most-held-bytes",
                        (int) usual.mostHeldBytes(),
                        usual.largestPacket(),
                        Integer.MAX_VALUE),
                usual.largestPacket(),
                settings.duration("fleetport.stations.longest-hold", usual.longestHold(), SECOND));
    }

    static BrokerLinkSettings outside(Settings settings) {
        BrokerLinkSettings usual = BrokerLinkSettings.of(
                settings.required("fleetport.stations.broker-host", WHY),
                settings.number("fleetport.stations.broker-port", 8883, 1, 65_535),
                settings.required("fleetport.stations.client-id", "the broker keeps our session by it"));
        return usual.withSecurity(
                        tls(settings),
                        settings.oneOf(
                                "fleetport.stations.protocol",
                                BrokerLinkSettings.Protocol.class,
                                BrokerLinkSettings.Protocol.MQTT_5))
                .withTopics(
                        usual.topicPrefix(),
                        usual.topics(),
                        settings.text("fleetport.stations.shared-group").orElse(""))
                .withSession(
                        settings.number("fleetport.stations.receive-maximum", usual.receiveMaximum(), 1, 65_535),
                        settings.duration("fleetport.stations.session-expiry", usual.sessionExpiry(), SECOND),
                        settings.duration("fleetport.stations.keep-alive", usual.keepAlive(), SECOND));
    }

    /** The same where other processes hear: it subscribes to nothing. */
    static BrokerLinkSettings commandsOnly(Settings settings) {
        BrokerLinkSettings all = outside(settings);
        return all.withTopics(all.topicPrefix(), Set.of(), all.sharedGroup());
    }

    /** What a station that registers is told: the broker's name outside may be another one than ours for it. */
    static BrokerAddress toldToStations(Settings settings) {
        return new BrokerAddress(
                settings.text("fleetport.stations.public-host")
                        .orElseGet(() -> settings.required("fleetport.stations.broker-host", WHY)),
                settings.number("fleetport.stations.broker-port", 8883, 1, 65_535));
    }

    private static BrokerLinkSettings.Security tls(Settings settings) {
        String why = "the broker knows us by it";
        Credential own = ServerCertificate.read(
                Path.of(settings.required("fleetport.stations.key", why)),
                Path.of(settings.required("fleetport.stations.certificate", why)));
        List<X509Certificate> authorities;
        try {
            authorities = VehicleTrust.read(
                    Path.of(settings.required("fleetport.stations.authorities", "we know the broker by them")));
        } catch (IllegalArgumentException e) {
            throw new WrongSetting("fleetport.stations.authorities: " + e.getMessage(), e);
        }
        List<String> alpn = settings.text("fleetport.stations.alpn")
                .map(names ->
                        Arrays.stream(names.split(",", -1)).map(String::strip).toList())
                .orElse(List.of());
        try {
            return new BrokerLinkSettings.Security.Tls(KeyStores.keys(own), KeyStores.trust(authorities), alpn);
        } catch (IllegalArgumentException e) {
            throw new WrongSetting("the key, certificate or authorities of fleetport.stations: " + e.getMessage(), e);
        }
    }
}
