package io.fleetport.application.contract;

import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.anOrganization;
import static io.fleetport.application.contract.WebhookSample.attempt;
import static io.fleetport.application.contract.WebhookSample.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.port.out.DeliveryAttempt;
import io.fleetport.application.port.out.DeliveryAttempt.Outcome;
import io.fleetport.application.port.out.DeliveryLog.Filter;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Webhook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What any {@link io.fleetport.application.port.out.DeliveryLog} must do. */
public interface DeliveryLogContract extends StoreContract {

    @Test
    default void attemptsAreListedNewestFirstByEventAndOutcome() {
        Webhook webhook = added();
        UUID event = UUID.randomUUID();
        DeliveryAttempt failed = add(attempt(webhook, event, NOW, Outcome.FAILED, null));
        DeliveryAttempt refused = add(attempt(webhook, event, NOW.plusSeconds(5), Outcome.GIVEN_UP, 500));
        DeliveryAttempt delivered =
                add(attempt(webhook, UUID.randomUUID(), NOW.plusSeconds(9), Outcome.DELIVERED, 204));

        assertThat(list(webhook, Filter.ALL)).containsExactly(delivered, refused, failed);
        assertThat(list(webhook, new Filter(event, null))).containsExactly(refused, failed);
        assertThat(list(webhook, new Filter(event, Outcome.FAILED))).containsExactly(failed);
        assertThat(list(webhook, new Filter(null, Outcome.DELIVERED))).containsExactly(delivered);
    }

    @Test
    default void anotherOrganizationSeesNone() {
        Webhook webhook = added();
        add(attempt(webhook, UUID.randomUUID(), NOW, Outcome.FAILED, 500));

        assertThat(stores().deliveryLog()
                        .list(anOrganization(), webhook.id(), Filter.ALL, null, 10)
                        .items())
                .isEmpty();
        assertThat(list(webhook, Filter.ALL)).hasSize(1);
    }

    @Test
    default void ofAWebhookThatIsGoneNothingIsKept() {
        Webhook webhook = added();
        add(attempt(webhook, UUID.randomUUID(), NOW, Outcome.FAILED, 500));
        assertThat(list(webhook, Filter.ALL)).hasSize(1);

        stores().webhooks().remove(webhook.organization(), webhook.id());
        add(attempt(webhook, UUID.randomUUID(), NOW, Outcome.FAILED, 500));

        assertThat(list(webhook, Filter.ALL)).isEmpty();
    }

    @Test
    default void oldOnesAreForgotten() {
        Webhook webhook = added();
        DeliveryAttempt old =
                add(attempt(webhook, UUID.randomUUID(), NOW.minus(Duration.ofDays(9_000)), Outcome.FAILED, 500));
        DeliveryAttempt fresh = add(attempt(webhook, UUID.randomUUID(), NOW, Outcome.FAILED, 500));

        assertThat(stores().deliveryLog().forgetBefore(old.at().plusSeconds(1))).isPositive();

        assertThat(list(webhook, Filter.ALL)).containsExactly(fresh);
    }

    private Webhook added() {
        Webhook webhook = webhook(anOrganization());
        stores().webhooks().add(webhook, 10);
        return webhook;
    }

    private DeliveryAttempt add(DeliveryAttempt attempt) {
        stores().deliveryLog().add(attempt);
        return attempt;
    }

    private List<DeliveryAttempt> list(Webhook webhook, Filter filter) {
        List<DeliveryAttempt> listed = new ArrayList<>();
        String cursor = null;
        do {
            Page<DeliveryAttempt> page =
                    stores().deliveryLog().list(webhook.organization(), webhook.id(), filter, cursor, 1);
            listed.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return listed;
    }
}
