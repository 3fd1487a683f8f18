package io.fleetport.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.eventbus.ForwardingSettings;
import io.fleetport.application.telemetry.ArchiveSettings;
import io.fleetport.application.telemetry.IntakeSettings;
import io.fleetport.application.webhook.RetrySchedule;
import io.fleetport.application.webhook.WebhookSettings;
import io.fleetport.bootstrap.webhook.SenderSettings;
import io.fleetport.domain.trip.TripRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LimitsTest {

    @Test
    void withoutSettingsEveryLimitIsItsDefault() {
        assertThat(Limits.intake(settings(Map.of()))).isEqualTo(IntakeSettings.DEFAULT);
        assertThat(Limits.archive(settings(Map.of()))).isEqualTo(ArchiveSettings.DEFAULT);
        TripRule rule = Limits.trips(settings(Map.of()));
        assertThat(rule.endsAfter()).isEqualTo(Duration.ofMinutes(5));
        assertThat(rule.movingMetresPerSecond()).isCloseTo(3 / 3.6, org.assertj.core.data.Offset.offset(1e-12));
    }

    @Test
    void theTripRuleFollowsItsSettings() {
        TripRule rule = Limits.trips(settings(Map.of(
                "fleetport.trip.ends-after", "10m",
                "fleetport.trip.observed-within", "90s",
                "fleetport.trip.moving-kmh", "7.2",
                "fleetport.trip.least-m", "250")));
        assertThat(rule).isEqualTo(new TripRule(Duration.ofMinutes(10), Duration.ofSeconds(90), 2, 250));
    }

    @Test
    void theIntakeFollowsItsSettings() {
        IntakeSettings limits = Limits.intake(settings(Map.of(
                "fleetport.intake.horizon", "30d",
                "fleetport.intake.batch-linger", "20ms",
                "fleetport.intake.earliest", "2020-01-01T00:00:00Z")));
        assertThat(limits.horizon()).isEqualTo(Duration.ofDays(30));
        assertThat(limits.batchLinger()).isEqualTo(Duration.ofMillis(20));
        assertThat(limits.longestLinger()).isEqualTo(Duration.ofMillis(100));
        assertThat(limits.earliest()).isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
    }

    @Test
    void theLongestLingerFollowsAShortestOneThatIsLonger() {
        assertThat(Limits.intake(settings(Map.of("fleetport.intake.batch-linger", "150ms")))
                        .longestLinger())
                .isEqualTo(Duration.ofMillis(150));
        assertThatThrownBy(() -> Limits.intake(settings(
                        Map.of("fleetport.intake.batch-linger", "20ms", "fleetport.intake.longest-linger", "10ms"))))
                .hasMessageContaining("fleetport.intake.longest-linger");
    }

    @Test
    void theArchiveFollowsItsSettings() {
        assertThat(Limits.archive(settings(Map.of(
                        "fleetport.archive.gather",
                        "5m",
                        "fleetport.archive.batch-bytes",
                        "100000000",
                        "fleetport.archive.share",
                        "0.5"))))
                .isEqualTo(new ArchiveSettings(Duration.ofMinutes(5), 100_000_000, 0.5));
    }

    @Test
    void aWrongValueNamesTheSettingAndWhatItMayBe() {
        assertThatThrownBy(() -> Limits.trips(settings(Map.of("fleetport.trip.ends-after", "soon"))))
                .isInstanceOf(WrongSetting.class)
                .hasMessage("fleetport.trip.ends-after must be a length of time such as 500ms, 10s, 5m, 2h or 30d"
                        + " but is soon");
        assertThatThrownBy(() -> Limits.trips(settings(Map.of("fleetport.trip.moving-kmh", "NaN"))))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("fleetport.trip.moving-kmh must be a number within 0.1..50.0");
        assertThatThrownBy(() -> Limits.intake(settings(Map.of("fleetport.intake.earliest", "2020"))))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("fleetport.intake.earliest must be a UTC time");
    }

    @Test
    void webhooksFollowTheirSettings() {
        assertThat(WebhookBeans.webhooks(settings(Map.of())))
                .usingRecursiveComparison()
                .ignoringFields("claim")
                .isEqualTo(WebhookSettings.DEFAULT);
        assertThat(WebhookBeans.sending(settings(Map.of()))).isEqualTo(SenderSettings.DEFAULT);
        WebhookSettings webhooks = WebhookBeans.webhooks(
                settings(Map.of("fleetport.webhooks.retries", "1s, 5m", "fleetport.webhooks.give-up-after", "2d")));
        assertThat(webhooks.retries())
                .isEqualTo(
                        new RetrySchedule(List.of(Duration.ofSeconds(1), Duration.ofMinutes(5)), Duration.ofDays(2)));
        SenderSettings sending = WebhookBeans.sending(settings(Map.of(
                "fleetport.webhooks.allow-http", "true",
                "fleetport.webhooks.allow-private", "false",
                "fleetport.webhooks.ports", "443, 9443")));
        assertThat(sending.allowHttp()).isTrue();
        assertThat(sending.allowPrivate()).isFalse();
        assertThat(sending.ports()).containsExactlyInAnyOrder(443, 9443);
        assertThat(WebhookBeans.sending(settings(Map.of("fleetport.webhooks.ports", "any")))
                        .ports())
                .isEmpty();
        assertThatThrownBy(() -> WebhookBeans.sending(settings(Map.of("fleetport.webhooks.ports", "443,x"))))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("fleetport.webhooks.ports");
        assertThatThrownBy(() -> WebhookBeans.sending(settings(Map.of("fleetport.webhooks.allow-private", "maybe"))))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("fleetport.webhooks.allow-private");
    }

    @Test
    void theEventBusFollowsItsSettings() {
        Duration call = Duration.ofSeconds(20);
        ForwardingSettings usual = ForwardingSettings.DEFAULT;
        assertThat(EventBusBeans.forwarding(settings(Map.of()), call))
                .isEqualTo(new ForwardingSettings(
                        usual.batch(), usual.firstPause(), usual.longestPause(), Duration.ofSeconds(140)));
        ForwardingSettings given = EventBusBeans.forwarding(
                settings(Map.of("fleetport.events.batch", "7", "fleetport.events.first-pause", "10m")), call);
        assertThat(given.batch()).isEqualTo(7);
        assertThat(given.firstPause()).isEqualTo(Duration.ofMinutes(10));
        assertThat(given.longestPause()).isEqualTo(Duration.ofMinutes(10));
        assertThatThrownBy(() -> EventBusBeans.forwarding(
                        settings(Map.of("fleetport.events.first-pause", "2s", "fleetport.events.longest-pause", "1s")),
                        call))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("fleetport.events.longest-pause must be at least 2000 ms");
    }

    private static Settings settings(Map<String, String> given) {
        return new Settings(name -> Optional.ofNullable(given.get(name)));
    }
}
