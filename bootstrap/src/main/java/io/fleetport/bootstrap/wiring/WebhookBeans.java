package io.fleetport.bootstrap.wiring;

import io.fleetport.application.port.out.SigningSecrets;
import io.fleetport.application.port.out.Stores;
import io.fleetport.application.port.out.WebhookSender;
import io.fleetport.application.webhook.RetrySchedule;
import io.fleetport.application.webhook.WebhookDispatch;
import io.fleetport.application.webhook.WebhookSettings;
import io.fleetport.bootstrap.local.DataDirectory;
import io.fleetport.bootstrap.webhook.LocalSigningSecrets;
import io.fleetport.bootstrap.webhook.PinnedSender;
import io.fleetport.bootstrap.webhook.SenderSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of events to those who asked for them. */
@Factory
@Requires(property = DeploymentBeans.DATA)
final class WebhookBeans {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookBeans.class);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Context
    WebhookSettings webhookSettings(Settings settings) {
        return webhooks(settings);
    }

    static WebhookSettings webhooks(Settings settings) {
        WebhookSettings usual = WebhookSettings.DEFAULT;
        SenderSettings sending = sending(settings);
        return new WebhookSettings(
                new RetrySchedule(
                        retries(settings, usual.retries().pauses()),
                        settings.duration(
                                "fleetport.webhooks.give-up-after",
                                usual.retries().giveUpAfter(),
                                SECOND)),
                settings.duration("fleetport.webhooks.pause-after", usual.pauseAfter(), SECOND),
                settings.duration("fleetport.webhooks.keep-events", usual.keepEvents(), Duration.ofHours(1)),
                settings.duration("fleetport.webhooks.keep-deliveries", usual.keepAttempts(), Duration.ofHours(1)),
                sending.timeout().multipliedBy(2).plusSeconds(30),
                settings.number("fleetport.webhooks.most-at-once", usual.mostAtOnce(), 1, 1_000),
                settings.number("fleetport.webhooks.most-of-webhook", usual.mostOfWebhook(), 1, 1_000),
                settings.duration("fleetport.webhooks.secret-overlap", usual.secretOverlap(), Duration.ZERO),
                settings.number("fleetport.webhooks.most-webhooks", usual.mostWebhooks(), 1, 10_000));
    }

    private static List<Duration> retries(Settings settings, List<Duration> usual) {
        String name = "fleetport.webhooks.retries";
        return settings.text(name)
                .map(text -> Arrays.stream(text.split(",", -1))
                        .map(part -> settings.with(name, part).duration(name, SECOND, Duration.ofMillis(1)))
                        .toList())
                .orElse(usual);
    }

    static SenderSettings sending(Settings settings) {
        SenderSettings usual = SenderSettings.DEFAULT;
        return new SenderSettings(
                settings.flag("fleetport.webhooks.allow-http", usual.allowHttp()),
                settings.flag("fleetport.webhooks.allow-private", usual.allowPrivate()),
                ports(settings, usual.ports()),
                settings.duration("fleetport.webhooks.timeout", usual.timeout(), SECOND),
                settings.number("fleetport.webhooks.most-head-bytes", usual.mostHeadBytes(), 64, 1 << 20));
    }

    private static Set<Integer> ports(Settings settings, Set<Integer> usual) {
        String name = "fleetport.webhooks.ports";
        return settings.text(name)
                .map(text -> text.equals("any")
                        ? Set.<Integer>of()
                        : Arrays.stream(text.split(",", -1))
                                .map(part -> settings.with(name, part).number(name, 443, 1, 65_535))
                                .collect(Collectors.toSet()))
                .orElse(usual);
    }

    @Context
    SigningSecrets signingSecrets(Settings settings, DataDirectory data) {
        return GivenKeys.find(settings, GivenKeys.WEBHOOKS)
                .map(LocalSigningSecrets::new)
                .orElseGet(() -> new LocalSigningSecrets(data.keys().resolve("webhooks.key")));
    }

    @Context
    WebhookSender webhookSender(Deployment deployment, Settings settings, ShutdownOrder shutdown) {
        SenderSettings sending = sending(settings);
        if (sending.allowPrivate() && !deployment.isLocal()) {
            LOG.warn("fleetport.webhooks.allow-private is on: every tenant can have requests sent into this network");
        }
        return shutdown.started(
                "webhook sender",
                new PinnedSender(sending, InetAddress::getAllByName, (SSLSocketFactory) SSLSocketFactory.getDefault()));
    }

    @Context
    @Requires(condition = DoesJobs.class)
    WebhookDispatch webhookDispatch(
            Stores stores,
            SigningSecrets secrets,
            WebhookSender sender,
            WebhookSettings settings,
            Clock clock,
            ShutdownOrder shutdown,
            MeterRegistry meters) {
        WebhookDispatch dispatch = new WebhookDispatch(stores, secrets, sender, settings, clock, meters);
        dispatch.start();
        return shutdown.started("webhook dispatch", dispatch);
    }
}
