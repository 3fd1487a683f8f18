package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.DeliveryAttempt;
import io.fleetport.application.port.out.DeliveryAttempt.Outcome;
import io.fleetport.application.port.out.DeliveryLog;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Attempts by time, a partition for each webhook. */
final class DynamoDeliveryLog implements DeliveryLog {

    private static final String PART = "attempt";

    /** Deleted at a time; not a limit of DynamoDB. */
    private static final int AT_ONCE = 500;

    private final Database database;

    DynamoDeliveryLog(Database database) {
        this.database = database;
    }

    private static String part(UUID webhook) {
        return Key.join(PART, webhook.toString());
    }

    /**
     * Looks for the webhook before and after: whoever removes it deletes what it finds after taking it away, and so either it
     * finds this attempt or this finds the webhook gone. A transaction with it would meet those of its other deliveries.
     */
    @Override
    public void add(DeliveryAttempt attempt) {
        Key webhook = WebhookItems.key(attempt.organization(), attempt.webhook());
        if (database.get(webhook).isEmpty()) {
            return;
        }
        Item item = of(attempt);
        database.write(Write.put(item));
        if (database.get(webhook).isEmpty()) {
            database.write(Write.delete(item.key()));
        }
    }

    @Override
    public Page<DeliveryAttempt> list(
            OrganizationId organization, UUID webhook, Filter filter, @Nullable String cursor, int limit) {
        Query query = Query.of(Table.TENANTS, organization, part(webhook)).backward();
        if (cursor != null) {
            Cursor.ByTime after = Cursor.byTime(cursor);
            query = query.until(Key.join(Key.bound(after.time()), after.id().toString()));
        }
        return Listing.page(
                database.stream(query).map(item -> attempt(organization, webhook, item)),
                attempt -> (filter.event() == null || filter.event().equals(attempt.event()))
                        && (filter.outcome() == null || filter.outcome() == attempt.outcome()),
                limit,
                last -> Cursor.of(last.at(), last.id(), last.id()));
    }

    @Override
    public int forgetBefore(Instant time) {
        return database.stream(Query.in(Table.TENANTS, Index.GSI1, WebhookItems.ALL))
                .map(WebhookItems::webhook)
                .mapToInt(webhook -> delete(Query.of(Table.TENANTS, webhook.organization(), part(webhook.id()))
                        .until(Key.bound(time))))
                .sum();
    }

    /** Of a webhook that is gone. */
    void clear(OrganizationId organization, UUID webhook) {
        delete(Query.of(Table.TENANTS, organization, part(webhook)));
    }

    private int delete(Query query) {
        int deleted = 0;
        List<Item> some = database.list(query, AT_ONCE);
        while (!some.isEmpty()) {
            database.writeAll(
                    some.stream().map(item -> Write.delete(item.key())).toList());
            deleted += some.size();
            some = some.size() < AT_ONCE ? List.of() : database.list(query, AT_ONCE);
        }
        return deleted;
    }

    private static Item of(DeliveryAttempt attempt) {
        Key key = Key.of(
                Table.TENANTS,
                attempt.organization(),
                part(attempt.webhook()),
                Key.join(Key.time(attempt.at()), attempt.id().toString()));
        return Item.at(key)
                .uuid("id", attempt.id())
                .uuid("event", attempt.event())
                .text("type", attempt.type().outwardName())
                .number("number", attempt.number())
                .instant("at", attempt.at())
                .number("took_ms", attempt.took().toMillis())
                .text("outcome", TenantAttributes.written(attempt.outcome()))
                .number("status", attempt.status() == null ? null : Long.valueOf(attempt.status()))
                .text("error", attempt.error());
    }

    private static DeliveryAttempt attempt(OrganizationId organization, UUID webhook, Item item) {
        @Nullable Long status = item.numberOrNull("status");
        return new DeliveryAttempt(
                item.uuid("id"),
                organization,
                webhook,
                item.uuid("event"),
                WebhookItems.type(item.text("type")),
                Math.toIntExact(item.number("number")),
                item.instant("at"),
                Duration.ofMillis(item.number("took_ms")),
                TenantAttributes.read(Outcome.class, item.text("outcome")),
                status == null ? null : Integer.valueOf(Math.toIntExact(status)),
                item.textOrNull("error"));
    }
}
