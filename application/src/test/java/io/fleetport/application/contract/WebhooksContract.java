package io.fleetport.application.contract;

import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.anOrganization;
import static io.fleetport.application.contract.WebhookSample.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.port.out.EventType;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Webhook;
import io.fleetport.application.port.out.Webhook.PauseReason;
import io.fleetport.domain.fleet.OrganizationId;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What any {@link io.fleetport.application.port.out.Webhooks} must do. */
public interface WebhooksContract extends StoreContract {

    @Test
    default void aWebhookComesBackAsItWasAdded() {
        Webhook added = add(webhook(anOrganization(), EventType.TRIP_FINISHED, EventType.SWAP_ABORTED));

        assertThat(found(added)).usingRecursiveComparison().isEqualTo(added);
        assertThat(stores().webhooks().find(anOrganization(), added.id())).isEmpty();
    }

    @Test
    default void anOrganizationHasNoMoreThanItMay() {
        OrganizationId organization = anOrganization();
        Webhook first = webhook(organization);

        assertThat(stores().webhooks().add(first, 1)).isTrue();
        assertThat(stores().webhooks().add(first, 1)).isTrue();
        assertThat(stores().webhooks().add(webhook(organization), 1)).isFalse();
        assertThat(stores().webhooks().add(webhook(anOrganization()), 1)).isTrue();
        assertThat(stores().webhooks().list(organization, null, 10).items()).hasSize(1);
    }

    @Test
    default void theyAreListedNewestFirstPageByPage() {
        OrganizationId organization = anOrganization();
        List<Webhook> added = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            added.addFirst(add(webhook(organization, NOW.plusSeconds(i))));
        }

        List<Webhook> listed = new ArrayList<>();
        Page<Webhook> page = stores().webhooks().list(organization, null, 2);
        listed.addAll(page.items());
        while (page.next() != null) {
            page = stores().webhooks().list(organization, page.next(), 2);
            listed.addAll(page.items());
        }
        assertThat(listed)
                .extracting(Webhook::id)
                .containsExactlyElementsOf(added.stream().map(Webhook::id).toList());
    }

    @Test
    default void aChangeTakesTheVersionItWasMadeFrom() {
        Webhook added = add(webhook(anOrganization()));
        Webhook changed = added.with(
                        "other", URI.create("https://example.com/2"), Set.of(EventType.SWAP_COMPLETED), NOW)
                .with(
                        List.of(
                                new Webhook.Secret(new byte[] {7}, null),
                                new Webhook.Secret(new byte[] {1, 2, 3}, NOW.plusSeconds(60))),
                        NOW.plusSeconds(1));

        assertThat(stores().webhooks().replace(changed)).isTrue();
        assertThat(stores().webhooks().replace(changed)).isFalse();

        assertThat(found(added))
                .usingRecursiveComparison()
                .ignoringFields("version")
                .isEqualTo(changed);
        assertThat(found(added).version()).isEqualTo(2);
    }

    @Test
    default void failingIsKnownSinceTheFirstFailureUntilSomethingComesThrough() {
        Webhook added = add(webhook(anOrganization()));

        assertThat(failing(added, 0)).isEqualTo(NOW);
        assertThat(failing(added, 50)).isEqualTo(NOW);
        assertThat(found(added).failingSince()).isEqualTo(NOW);
        stores().webhooks().working(added.organization(), added.id());
        assertThat(found(added).failingSince()).isNull();
        assertThat(failing(added, 90)).isEqualTo(NOW.plusSeconds(90));
        assertThat(found(added).version()).isEqualTo(1);
    }

    @Test
    default void itIsPausedOnceAndThatIsANewVersion() {
        Webhook added = add(webhook(anOrganization()));

        assertThat(stores().webhooks().pause(anOrganization(), added.id(), PauseReason.GONE, NOW))
                .isFalse();
        assertThat(stores().webhooks().pause(added.organization(), added.id(), PauseReason.GONE, NOW))
                .isTrue();
        assertThat(stores().webhooks().pause(added.organization(), added.id(), PauseReason.FAILING, NOW))
                .isFalse();

        assertThat(found(added).state()).isEqualTo(Webhook.State.PAUSED);
        assertThat(found(added).pausedBecause()).isEqualTo(PauseReason.GONE);
        assertThat(found(added).version()).isEqualTo(2);
    }

    @Test
    default void onlyItsOrganizationRemovesIt() {
        Webhook added = add(webhook(anOrganization()));

        assertThat(stores().webhooks().remove(anOrganization(), added.id())).isFalse();
        assertThat(found(added)).isNotNull();
        assertThat(stores().webhooks().remove(added.organization(), added.id())).isTrue();
        assertThat(stores().webhooks().find(added.organization(), added.id())).isEmpty();
        assertThat(stores().webhooks().remove(added.organization(), added.id())).isFalse();
    }

    private Instant failing(Webhook webhook, long seconds) {
        return stores().webhooks().failing(webhook.organization(), webhook.id(), NOW.plusSeconds(seconds));
    }

    private Webhook add(Webhook webhook) {
        assertThat(stores().webhooks().add(webhook, 100)).isTrue();
        return webhook;
    }

    private Webhook found(Webhook webhook) {
        return stores().webhooks().find(webhook.organization(), webhook.id()).orElseThrow();
    }
}
