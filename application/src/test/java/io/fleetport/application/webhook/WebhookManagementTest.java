package io.fleetport.application.webhook;

import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.aVehicleOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.ManageWebhooks.ChangedMeanwhile;
import io.fleetport.application.port.in.ManageWebhooks.TooManyWebhooks;
import io.fleetport.application.port.in.ManageWebhooks.Wish;
import io.fleetport.application.port.in.NotPermitted;
import io.fleetport.application.port.in.Origin;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.DeliveryAttempt.Outcome;
import io.fleetport.application.port.out.DeliveryLog;
import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.EventType;
import io.fleetport.application.port.out.Webhook;
import io.fleetport.domain.fleet.FleetId;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Webhooks as tenants make, change and try them out. */
class WebhookManagementTest extends WebhookRig {

    @Test
    void aRotatedSecretSignsBesideTheNewOneForAWhile() {
        Webhook webhook = created();
        assertThat(management.rotateSecret(ADMIN, webhook.id()))
                .hasValueSatisfying(made -> assertThat(made.secret()).isEqualTo("secret-2"));

        assertThat(signature(webhook)).isEqualTo("v1,secret-2 v1,secret-1");
        clock.pass(Duration.ofDays(1));
        assertThat(signature(webhook)).isEqualTo("v1,secret-2");
        management.rotateSecret(ADMIN, webhook.id());
        assertThat(signature(webhook)).isEqualTo("v1,secret-3 v1,secret-2");
    }

    @Test
    void aSecretThatDoesNotOpenIsAFailureUntilItIsRotated() {
        Webhook webhook = created();
        secrets.broken.add("secret-1");

        assertThat(steering.test(ADMIN, webhook.id()))
                .hasValueSatisfying(attempt -> assertThat(attempt.error()).contains("rotate"));
        assertThat(receiver.posts).isEmpty();
        management.rotateSecret(ADMIN, webhook.id());

        assertThat(signature(webhook)).isEqualTo("v1,secret-2");
    }

    @Test
    void switchingOffDropsWhatWaitsAndBeginsAnewLater() {
        Webhook webhook = created();
        happened(aVehicleOf(ACME));
        stores.deliveryQueue().spread(NOW, 100);
        management.change(ADMIN, webhook.id(), null, new Wish(null, null, null, false));
        happened(aVehicleOf(ACME));
        stores.deliveryQueue().spread(NOW, 100);
        management.change(ADMIN, webhook.id(), null, new Wish(null, null, null, true));
        Event after = happened(aVehicleOf(ACME));

        deliverAllThatIsDue();

        assertThat(receiver.ids()).containsExactly(after.id().toString());
    }

    @Test
    void whatCannotBeIsRefusedByName() {
        for (String url : List.of(
                "not a url",
                "https:opaque",
                "/only/a/path",
                "https://user:pw@example.com/",
                "https://example.com/#part",
                "https://db.internal/",
                "https://example.com/" + "x".repeat(2_000))) {
            assertThatThrownBy(() -> management.create(ADMIN, new Wish(null, url, null, null)))
                    .as(url)
                    .isInstanceOfSatisfying(InvalidRequest.class, refused -> assertThat(refused.field())
                            .isEqualTo("url"));
        }
        assertThatThrownBy(() -> management.create(ADMIN, new Wish(" ", "https://example.com", null, null)))
                .isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> management.create(
                        ADMIN, new Wish(null, "https://example.com", Set.of(EventType.WEBHOOK_TEST), null)))
                .isInstanceOf(InvalidRequest.class);
        created();
        Webhook last = created();
        assertThatThrownBy(this::created).isInstanceOf(TooManyWebhooks.class);
        assertThatThrownBy(() -> management.change(ADMIN, last.id(), 7L, HOOK)).isInstanceOf(ChangedMeanwhile.class);
        assertThat(management.change(ADMIN, last.id(), 1L, HOOK)).isPresent();
    }

    @Test
    void onlyWhoMayAndOnlyInItsOwnOrganization() {
        Webhook webhook = created();
        Caller viewer = caller(ACME, Permission.VIEW_TRIPS);
        assertThatThrownBy(() -> management.create(viewer, HOOK)).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> management.list(viewer, null, 10)).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> management.find(viewer, webhook.id())).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> management.change(viewer, webhook.id(), null, HOOK))
                .isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> management.remove(viewer, webhook.id())).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> management.rotateSecret(viewer, webhook.id())).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> steering.test(viewer, webhook.id())).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> steering.replay(viewer, webhook.id(), NOW)).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> steering.resume(viewer, webhook.id())).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> steering.attempts(viewer, webhook.id(), DeliveryLog.Filter.ALL, null, 10))
                .isInstanceOf(NotPermitted.class);

        Caller ofOneFleet = new Caller(
                ACME, "someone", Set.of(Permission.MANAGE_WEBHOOKS), null, Set.of(new FleetId("north")), Origin.SELF);
        assertThatThrownBy(() -> management.create(ofOneFleet, HOOK)).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> steering.test(ofOneFleet, webhook.id())).isInstanceOf(NotPermitted.class);

        Caller stranger = caller(new OrganizationId("other"), Permission.MANAGE_WEBHOOKS);
        assertThat(management.find(ADMIN, webhook.id())).isPresent();
        assertThat(management.find(stranger, webhook.id())).isEmpty();
        assertThat(management.change(stranger, webhook.id(), null, HOOK)).isEmpty();
        assertThat(management.remove(stranger, webhook.id())).isFalse();
        assertThat(management.rotateSecret(stranger, webhook.id())).isEmpty();
        assertThat(steering.test(stranger, webhook.id())).isEmpty();
        assertThat(steering.replay(stranger, webhook.id(), NOW)).isEmpty();
        assertThat(steering.resume(stranger, webhook.id())).isEmpty();
        assertThat(steering.attempts(stranger, webhook.id(), DeliveryLog.Filter.ALL, null, 10))
                .isEmpty();
    }

    @Test
    void aTestIsSentAtOnceAndAnsweredWithWhatCameOfIt() {
        Webhook webhook = created();
        receiver.refuses = post -> true;

        assertThat(steering.test(ADMIN, webhook.id())).hasValueSatisfying(attempt -> {
            assertThat(attempt.outcome()).isEqualTo(Outcome.GIVEN_UP);
            assertThat(attempt.status()).isEqualTo(500);
            assertThat(attempt.type()).isEqualTo(EventType.WEBHOOK_TEST);
        });
        assertThat(attempts(webhook)).hasSize(1);
        assertThat(found(webhook).failingSince()).isNull();
    }
}
