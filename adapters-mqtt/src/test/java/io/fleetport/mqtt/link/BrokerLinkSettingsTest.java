package io.fleetport.mqtt.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.mqtt.link.BrokerLinkSettings.Protocol;
import io.fleetport.mqtt.link.BrokerLinkSettings.Security;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BrokerLinkSettingsTest {

    private static final BrokerLinkSettings SETTINGS = BrokerLinkSettings.of("broker.example", 8883, "one");

    @Test
    void itSubscribesToEachTopicOfEveryStation() {
        assertThat(SETTINGS.withTopics("acme/st", Set.of("status", "commands/results"), "")
                        .filters())
                .containsExactly("acme/st/+/commands/results", "acme/st/+/status");
    }

    @Test
    void aGroupSharesEverythingButTheStatus() {
        assertThat(SETTINGS.withTopics("ev/station", Set.of("status", "telemetry"), "g")
                        .filters())
                .containsExactly("ev/station/+/status", "$share/g/ev/station/+/telemetry");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "a/+", "#", "$SYS", "a b"})
    void aPrefixOfNoTopicIsRefused(String prefix) {
        assertThatThrownBy(() -> SETTINGS.withTopics(prefix, Set.of("status"), ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("topicPrefix");
    }

    @Test
    void anythingOutOfItsRangeIsNamed() {
        assertThatThrownBy(() -> SETTINGS.withSession(0, Duration.ofDays(1), Duration.ofMinutes(1)))
                .hasMessageContaining("receiveMaximum");
        assertThatThrownBy(() -> SETTINGS.withSession(1, Duration.ofDays(1), Duration.ofMillis(1)))
                .hasMessageContaining("keepAlive");
        assertThatThrownBy(() -> SETTINGS.withTopics("ev/station", Set.of("status"), "a/b"))
                .hasMessageContaining("sharedGroup");
    }

    @Test
    void applicationProtocolsAreForMqtt5() throws Exception {
        Security tls = new Security.Tls(
                KeyManagerFactory.getInstance("PKIX"),
                TrustManagerFactory.getInstance("PKIX"),
                List.of("x-amzn-mqtt-ca"));

        assertThat(SETTINGS.withSecurity(tls, Protocol.MQTT_5).security()).isEqualTo(tls);
        assertThatThrownBy(() -> SETTINGS.withSecurity(tls, Protocol.MQTT_3_1_1))
                .hasMessageContaining("applicationProtocols");
    }
}
