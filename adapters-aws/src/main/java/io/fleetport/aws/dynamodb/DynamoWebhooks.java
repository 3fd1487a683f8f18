package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.DeliveryQueue;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Webhook;
import io.fleetport.application.port.out.Webhook.PauseReason;
import io.fleetport.application.port.out.Webhooks;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Webhooks one by one in their organization's partition: they are few, so that a list reads and sorts them all. */
final class DynamoWebhooks implements Webhooks {

    private static final Comparator<Webhook> NEWEST_FIRST = Comparator.comparing(Webhook::createdAt)
            .thenComparing(webhook -> webhook.id().toString())
            .reversed();

    private final Database database;
    private final DeliveryQueue queue;
    private final DynamoDeliveryLog log;

    /** @param queue and {@code log}: what else is kept of a webhook */
    DynamoWebhooks(Database database, DeliveryQueue queue, DynamoDeliveryLog log) {
        this.database = database;
        this.queue = queue;
        this.log = log;
    }

    @Override
    public boolean add(Webhook webhook, int most) {
        Write counted = WebhookItems.counted(webhook.organization(), 1)
                .when(Expression.of(
                        most > 0 ? "attribute_not_exists({pk}) or {webhooks} < ?" : "{webhooks} < ?", most));
        List<Write> refused =
                database.transact(List.of(Write.put(WebhookItems.of(webhook, 1)).when(Expression.ABSENT), counted));
        // One that is there already stays as it is, and that is no lack of room.
        return refused.isEmpty()
                || refused.stream().anyMatch(write -> !write.key().equals(counted.key()));
    }

    @Override
    public Optional<Webhook> find(OrganizationId organization, UUID webhook) {
        return database.get(WebhookItems.key(organization, webhook)).map(WebhookItems::webhook);
    }

    @Override
    public Page<Webhook> list(OrganizationId organization, @Nullable String cursor, int limit) {
        Stream<Webhook> all = database.stream(WebhookItems.ofOrganization(organization))
                .map(WebhookItems::webhook)
                .sorted(NEWEST_FIRST);
        if (cursor != null) {
            Cursor.ByTime after = Cursor.byTime(cursor);
            String last = order(after.time(), after.id());
            all = all.filter(webhook -> order(webhook.createdAt(), webhook.id()).compareTo(last) < 0);
        }
        return Listing.page(all, each -> true, limit, last -> Cursor.of(last.createdAt(), last.id(), last.id()));
    }

    private static String order(Instant time, UUID id) {
        return Key.join(Key.bound(time), id.toString());
    }

    @Override
    public boolean replace(Webhook changed) {
        return database.writeOnce(Write.put(WebhookItems.of(changed, changed.version() + 1))
                .when(Expression.of("{version} = ?", changed.version())));
    }

    /** First out of sight, so that nothing more is kept of it; then what is kept. */
    @Override
    public boolean remove(OrganizationId organization, UUID webhook) {
        boolean removed = database.transact(List.of(
                        Write.delete(WebhookItems.key(organization, webhook)).when(Expression.PRESENT),
                        WebhookItems.counted(organization, -1)))
                .isEmpty();
        if (removed) {
            queue.clear(organization, webhook);
            log.clear(organization, webhook);
        }
        return removed;
    }

    @Override
    public Instant failing(OrganizationId organization, UUID webhook, Instant at) {
        Key key = WebhookItems.key(organization, webhook);
        boolean noted = database.write(
                Write.update(key, Expression.of("set {failing_since} = if_not_exists({failing_since}, ?)", at))
                        .when(Expression.PRESENT));
        return noted
                ? database.get(key)
                        .flatMap(item -> Optional.ofNullable(item.instantOrNull("failing_since")))
                        .orElse(at)
                : at;
    }

    @Override
    public void working(OrganizationId organization, UUID webhook) {
        database.write(Write.update(WebhookItems.key(organization, webhook), Expression.of("remove {failing_since}"))
                .when(Expression.of("attribute_exists({failing_since})")));
    }

    @Override
    public boolean pause(OrganizationId organization, UUID webhook, PauseReason why, Instant at) {
        return database.writeOnce(Write.update(
                        WebhookItems.key(organization, webhook),
                        Expression.of(
                                "set {state} = ?, {paused_because} = ?, {version} = {version} + ?",
                                TenantAttributes.written(Webhook.State.PAUSED),
                                TenantAttributes.written(why),
                                1))
                .when(Expression.of("{state} = ?", TenantAttributes.written(Webhook.State.ACTIVE))));
    }
}
