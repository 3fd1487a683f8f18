package io.fleetport.mqtt.link;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * How to speak to a broker that stations speak to. {@link #of} fits most brokers but for security.
 *
 * @param port 1 to 65535
 * @param clientId names the session at the broker: the same for each start of the same consumer, different for consumers
 *     that run at the same time; 1 to 128 characters
 * @param topicPrefix what comes before {@code /{station_id}/…}, without wildcards, not empty
 * @param topics what to subscribe to below each station, for instance {@code telemetry}; empty for a
 *     link that only sends
 * @param sharedGroup the group of consumers that share the messages, or empty for a consumer that gets all of them.
 *     {@code status} is never shared, because brokers give no retained messages to shared subscriptions: each consumer of a
 *     group gets every status.
 * @param receiveMaximum messages on their way to being durable before the broker stops sending; 1 to 65535. MQTT 3.1.1 knows
 *     no such number: there the broker's own window bounds it, and past twice this the link leaves and comes back later.
 * @param sessionExpiry how long the broker keeps what came while the link was away; MQTT 3.1.1 leaves it to the broker
 * @param keepAlive longest silence before a ping, 1 s to 18 h
 * @param firstRetry pause before connecting again, doubled for each attempt up to {@code longestRetry}
 * @param patience how long {@link BrokerLink#send} waits for the broker's acknowledgement
 */
public record BrokerLinkSettings(
        String host,
        int port,
        Security security,
        Protocol protocol,
        String clientId,
        String topicPrefix,
        Set<String> topics,
        String sharedGroup,
        int receiveMaximum,
        Duration sessionExpiry,
        Duration keepAlive,
        Duration firstRetry,
        Duration longestRetry,
        Duration patience) {

    /** Everything stations publish. */
    public static final Set<String> ALL_TOPICS = Set.of("telemetry", "slots", "events", "status", "commands/results");

    static final String STATUS = "status";

    private static final Pattern PLAIN_LEVELS = Pattern.compile("[^/+#\\s$][^+#\\s]*(?<!/)");

    /** The version of MQTT. */
    public enum Protocol {
        MQTT_5,
        MQTT_3_1_1
    }

    /** How the way to the broker is protected. */
    public sealed interface Security {

        /** Not at all: on this machine, or inside a private network. */
        record None() implements Security {}

        /**
         * TLS 1.2 or later; the broker's host name is verified.
         *
         * @param keys the client certificate
         * @param trusted authorities of the broker's certificate
         * @param applicationProtocols offered by ALPN, in this order; empty for none, and only with MQTT 5. AWS IoT Core wants
         *     {@code x-amzn-mqtt-ca} on port 443.
         */
        record Tls(KeyManagerFactory keys, TrustManagerFactory trusted, List<String> applicationProtocols)
                implements Security {
            public Tls {
                applicationProtocols = List.copyOf(applicationProtocols);
            }
        }
    }

    /** @throws IllegalArgumentException naming the setting that is out of its range */
    public BrokerLinkSettings {
        topics = Set.copyOf(topics);
        check(!host.isBlank(), "host must not be blank");
        check(port >= 1 && port <= 65_535, "port must be 1 to 65535 but is " + port);
        check(!clientId.isBlank() && clientId.length() <= 128, "clientId must be 1 to 128 characters");
        check(isPlain(topicPrefix), "topicPrefix must be topic levels without wildcards but is " + topicPrefix);
        for (String topic : topics) {
            check(isPlain(topic), "topics must be topic levels without wildcards but has " + topic);
        }
        check(
                sharedGroup.isEmpty() || (isPlain(sharedGroup) && !sharedGroup.contains("/")),
                "sharedGroup must be one topic level without wildcards but is " + sharedGroup);
        check(
                receiveMaximum >= 1 && receiveMaximum <= 65_535,
                "receiveMaximum must be 1 to 65535 but is " + receiveMaximum);
        check(
                sessionExpiry.isPositive() && sessionExpiry.toSeconds() <= 0xFFFF_FFFEL,
                "sessionExpiry must be positive and at most 136 years but is " + sessionExpiry);
        check(
                keepAlive.toSeconds() >= 1 && keepAlive.toSeconds() <= 65_535,
                "keepAlive must be 1 s to 18 h but is " + keepAlive);
        check(firstRetry.isPositive(), "firstRetry must be positive but is " + firstRetry);
        check(
                longestRetry.compareTo(firstRetry) >= 0,
                "longestRetry must not be shorter than firstRetry but is " + longestRetry);
        check(patience.isPositive(), "patience must be positive but is " + patience);
        check(
                protocol == Protocol.MQTT_5
                        || !(security instanceof Security.Tls tls)
                        || tls.applicationProtocols().isEmpty(),
                "applicationProtocols need MQTT 5");
    }

    /**
     * MQTT 5 without TLS, every topic below {@code ev/station}, not shared; 500 messages on their way, a session of a day, a
     * ping each minute, back within half a second to half a minute, ten seconds of patience.
     */
    public static BrokerLinkSettings of(String host, int port, String clientId) {
        return new BrokerLinkSettings(
                host,
                port,
                new Security.None(),
                Protocol.MQTT_5,
                clientId,
                "ev/station",
                ALL_TOPICS,
                "",
                500,
                Duration.ofDays(1),
                Duration.ofMinutes(1),
                Duration.ofMillis(500),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10));
    }

    public BrokerLinkSettings withSecurity(Security newSecurity, Protocol newProtocol) {
        return new BrokerLinkSettings(
                host,
                port,
                newSecurity,
                newProtocol,
                clientId,
                topicPrefix,
                topics,
                sharedGroup,
                receiveMaximum,
                sessionExpiry,
                keepAlive,
                firstRetry,
                longestRetry,
                patience);
    }

    public BrokerLinkSettings withTopics(String newPrefix, Set<String> newTopics, String newSharedGroup) {
        return new BrokerLinkSettings(
                host,
                port,
                security,
                protocol,
                clientId,
                newPrefix,
                newTopics,
                newSharedGroup,
                receiveMaximum,
                sessionExpiry,
                keepAlive,
                firstRetry,
                longestRetry,
                patience);
    }

    public BrokerLinkSettings withSession(int newReceiveMaximum, Duration newExpiry, Duration newKeepAlive) {
        return new BrokerLinkSettings(
                host,
                port,
                security,
                protocol,
                clientId,
                topicPrefix,
                topics,
                sharedGroup,
                newReceiveMaximum,
                newExpiry,
                newKeepAlive,
                firstRetry,
                longestRetry,
                patience);
    }

    public BrokerLinkSettings withPatience(Duration newFirstRetry, Duration newLongestRetry, Duration newPatience) {
        return new BrokerLinkSettings(
                host,
                port,
                security,
                protocol,
                clientId,
                topicPrefix,
                topics,
                sharedGroup,
                receiveMaximum,
                sessionExpiry,
                keepAlive,
                newFirstRetry,
                newLongestRetry,
                newPatience);
    }

    /** What to subscribe to. */
    List<String> filters() {
        return topics.stream()
                .sorted()
                .map(topic -> (sharedGroup.isEmpty() || topic.equals(STATUS) ? "" : "$share/" + sharedGroup + "/")
                        + topicPrefix + "/+/" + topic)
                .toList();
    }

    private static boolean isPlain(String levels) {
        return PLAIN_LEVELS.matcher(levels).matches();
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
