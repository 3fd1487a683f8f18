package io.fleetport.application.migration;

import io.fleetport.application.port.out.DeliveryAttempt;
import io.fleetport.application.port.out.DeliveryLog;
import io.fleetport.application.port.out.DeliveryRecords.Lane;
import io.fleetport.application.port.out.DeliveryRecords.Placed;
import io.fleetport.application.port.out.DeliveryRecords.Recorded;
import io.fleetport.application.port.out.DeliveryRecords.Waiting;
import io.fleetport.application.port.out.PortableStores;
import io.fleetport.application.port.out.RefusedEvent;
import io.fleetport.application.port.out.Webhook;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened, and whom it was told. */
final class DeliveryKinds {

    private static final int PAGE = 1_000;
    private static final int AT_ONCE = 500;

    /** At version 1: how often it was changed is the store's own. */
    static final Kind<Webhook> WEBHOOKS = Kind.newestFirst(
            "webhooks",
            AT_ONCE,
            DeliveryKinds::webhooks,
            webhook -> Kind.join(Kind.at(webhook.createdAt()), webhook.id()),
            (stores, organization, rows) ->
                    rows.forEach(webhook -> stores.webhooks().add(webhook, Integer.MAX_VALUE)));

    static final Kind<Placed> EVENTS = Kind.of(
            "events",
            AT_ONCE,
            (stores, organization) -> placed(
                    Rows.<Recorded>behind(after -> stores.deliveryRecords().events(organization, after, PAGE))),
            placed -> Kind.join(Kind.at(placed.recorded().event().recordedAt()), Kind.sortable(placed.before())),
            (stores, organization, rows) -> stores.deliveryRecords().addEvents(rows));

    static final Kind<RefusedEvent> REFUSED_EVENTS = Kind.of(
            "refused_events",
            AT_ONCE,
            (stores, organization) ->
                    Rows.<RefusedEvent>behind(after -> stores.deliveryRecords().refused(organization, after, PAGE)),
            refused -> Kind.join(refused.event(), refused.bus()),
            (stores, organization, rows) -> stores.deliveryRecords().addRefused(rows));

    static final Kind<DeliveryAttempt> ATTEMPTS = Kind.newestFirst(
            "webhook_attempts",
            AT_ONCE,
            (stores, organization) -> Rows.each(
                    ids(stores, organization).reversed().iterator(),
                    webhook -> Rows.pages(cursor ->
                            stores.deliveryLog().list(organization, webhook, DeliveryLog.Filter.ALL, cursor, PAGE))),
            attempt -> Kind.join(attempt.webhook(), Kind.at(attempt.at()), attempt.id()),
            (stores, organization, rows) -> rows.forEach(stores.deliveryLog()::add));

    /** In their order but for those recorded at one time, which in a lane are those of one commit. */
    static final Kind<Waiting> WAITING = Kind.of(
            "waiting_deliveries",
            AT_ONCE,
            (stores, organization) -> Rows.each(
                    ids(stores, organization).iterator(),
                    webhook -> Rows.sortedWithin(
                            Rows.<Waiting>behind(
                                    after -> stores.deliveryRecords().waiting(organization, webhook, after, PAGE)),
                            waiting -> List.of(waiting.lane(), waiting.recordedAt()),
                            Comparator.comparing(waiting -> waiting.event().toString()))),
            waiting -> Kind.join(waiting.webhook(), waiting.lane(), Kind.at(waiting.recordedAt()), waiting.event()),
            (stores, organization, rows) -> stores.deliveryRecords().addWaiting(organization, rows));

    static final Kind<Lane> LANES = Kind.of(
            "webhook_lanes",
            AT_ONCE,
            (stores, organization) -> Rows.each(
                    ids(stores, organization).iterator(),
                    webhook -> Rows.<Lane>behind(
                            after -> stores.deliveryRecords().lanes(organization, webhook, after, PAGE))),
            lane -> Kind.join(lane.webhook(), lane.name()),
            (stores, organization, rows) -> stores.deliveryRecords().addLanes(organization, rows));

    private DeliveryKinds() {}

    private static Iterator<Webhook> webhooks(PortableStores stores, OrganizationId organization) {
        return Rows.some(
                Rows.pages(cursor -> stores.webhooks().list(organization, cursor, PAGE)),
                PAGE,
                webhooks -> webhooks.stream().map(DeliveryKinds::first).toList());
    }

    private static Webhook first(Webhook webhook) {
        return new Webhook(
                webhook.id(),
                webhook.organization(),
                webhook.name(),
                webhook.url(),
                webhook.types(),
                webhook.state(),
                webhook.pausedBecause(),
                webhook.createdAt(),
                webhook.changedAt(),
                webhook.failingSince(),
                webhook.secrets(),
                1);
    }

    private static List<UUID> ids(PortableStores stores, OrganizationId organization) {
        List<UUID> ids = new ArrayList<>();
        webhooks(stores, organization).forEachRemaining(webhook -> ids.add(webhook.id()));
        ids.sort(Comparator.comparing(UUID::toString));
        return ids;
    }

    private static Iterator<Placed> placed(Iterator<Recorded> events) {
        return new Iterator<>() {
            private @Nullable Instant time;
            private int before;

            @Override
            public boolean hasNext() {
                return events.hasNext();
            }

            @Override
            public Placed next() {
                Recorded next = events.next();
                Instant at = next.event().recordedAt();
                before = at.equals(time) ? before + 1 : 0;
                time = at;
                return new Placed(next, before);
            }
        };
    }
}
