package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.Micros;
import io.fleetport.application.port.out.DeliveryQueue.Claimed;
import io.fleetport.application.port.out.DeliveryRecords.Lane;
import io.fleetport.application.port.out.DeliveryRecords.Waiting;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Lanes, and the events in them, as items. A webhook has a partition of lanes and one of events, the events of a lane in their
 * order; an index has the lanes by when something can be done with them. That a webhook has lanes at all is noted in partitions
 * of the service, so that nobody looks at the others.
 */
final class LaneItems {

    static final String ATTEMPTS = "attempts";
    static final String CLAIM = "claim";
    static final String CLAIMED_UNTIL = "claimed_until";
    static final String DUE = "due";
    static final String FAILED_FIRST = "failed_first_at";
    static final String VERSION = "version";
    static final String WEBHOOK = "webhook";

    /** Lanes that nobody has, by when they are due; and claimed ones, by when the claim ends. */
    static final String UNCLAIMED = Key.prefix("due");

    static final String CLAIMED = Key.prefix("claimed");

    private static final int SHARDS = 8;

    private static final String NOTES = "webhooks_waiting";

    private LaneItems() {}

    static Key key(OrganizationId organization, UUID webhook, String lane) {
        return Key.of(Table.TENANTS, organization, Key.join("lane", webhook.toString()), lane);
    }

    static Key key(Claimed claimed) {
        return key(claimed.organization(), claimed.webhook(), claimed.lane());
    }

    static Query ofWebhook(OrganizationId organization, UUID webhook) {
        return Query.of(Table.TENANTS, organization, Key.join("lane", webhook.toString()));
    }

    /** The webhook's lanes in the index. */
    static Query indexed(OrganizationId organization, UUID webhook) {
        return Query.in(Table.TENANTS, Index.GSI1, partition(organization, webhook));
    }

    private static String partition(OrganizationId organization, UUID webhook) {
        return Key.join(organization.value(), "lanes", webhook.toString());
    }

    static String due(Instant at) {
        return UNCLAIMED + Key.bound(at);
    }

    static String claimed(Instant until) {
        return CLAIMED + Key.bound(until);
    }

    /** An event as it waits, found by what is written beside it as {@link QueueItems#trace}. */
    static Key entry(UUID webhook, Item trace) {
        return Key.of(
                Table.TENANTS,
                QueueItems.organization(trace),
                part(webhook),
                Key.join(trace.text(QueueItems.LANE), trace.text(QueueItems.POSITION)));
    }

    private static String part(UUID webhook) {
        return Key.join("queue", webhook.toString());
    }

    static Query entries(OrganizationId organization, UUID webhook) {
        return Query.of(Table.TENANTS, organization, part(webhook));
    }

    static Query entries(Item lane) {
        return entries(QueueItems.organization(lane), lane.uuid(WEBHOOK))
                .within(Key.prefix(lane.text(QueueItems.LANE)));
    }

    /** What waits for a webhook, oldest first. */
    static Query byAge(OrganizationId organization, UUID webhook) {
        return Query.in(Table.TENANTS, Index.GSI1, age(organization, webhook));
    }

    private static String age(OrganizationId organization, UUID webhook) {
        return Key.join(organization.value(), "waiting", webhook.toString());
    }

    /** Puts the event in its lane. Doing so again changes nothing. */
    static Write put(UUID webhook, Item event) {
        Instant recorded = event.instant(QueueItems.RECORDED);
        return Write.put(Item.at(entry(webhook, event))
                .index(
                        Index.GSI1,
                        age(QueueItems.organization(event), webhook),
                        Key.join(Key.time(recorded), event.text(QueueItems.POSITION)))
                .text(QueueItems.EVENT, event.text(QueueItems.EVENT))
                .text(QueueItems.POSITION, event.text(QueueItems.POSITION))
                .instant(QueueItems.RECORDED, recorded));
    }

    /** Makes the lane unless it is there; its version says to whom it seemed empty that it is not any more. */
    static Write open(UUID webhook, Item event, Instant now) {
        OrganizationId organization = QueueItems.organization(event);
        String lane = event.text(QueueItems.LANE);
        return Write.update(
                key(organization, webhook, lane),
                Expression.of(
                        "set {organization} = ?, {webhook} = ?, {lane} = ?, {gsi1pk} = ?,"
                                + " {gsi1sk} = if_not_exists({gsi1sk}, ?), {due} = if_not_exists({due}, ?),"
                                + " {attempts} = if_not_exists({attempts}, ?) add {version} ?",
                        organization.value(),
                        webhook,
                        lane,
                        partition(organization, webhook),
                        due(now),
                        due(now),
                        0,
                        1));
    }

    /** A lane that nobody has claimed. */
    static Item of(OrganizationId organization, Lane lane) {
        return Item.at(key(organization, lane.webhook(), lane.name()))
                .index(Index.GSI1, partition(organization, lane.webhook()), due(lane.due()))
                .text(QueueItems.ORGANIZATION, organization.value())
                .uuid(WEBHOOK, lane.webhook())
                .text(QueueItems.LANE, lane.name())
                .text(DUE, due(lane.due()))
                .number(ATTEMPTS, lane.attempts())
                .instant(FAILED_FIRST, lane.failedFirstAt())
                .number(VERSION, 1);
    }

    static Lane lane(Item item) {
        return new Lane(
                item.uuid(WEBHOOK),
                item.text(QueueItems.LANE),
                Micros.toInstant(Long.parseLong(item.text(DUE).substring(UNCLAIMED.length()))),
                Math.toIntExact(item.number(ATTEMPTS)),
                item.instantOrNull(FAILED_FIRST));
    }

    static Waiting waiting(UUID webhook, Item entry) {
        String sk = entry.key().sk();
        int lane = sk.length() - entry.text(QueueItems.POSITION).length() - 1;
        return new Waiting(
                webhook, sk.substring(0, lane), entry.uuid(QueueItems.EVENT), entry.instant(QueueItems.RECORDED));
    }

    /** Notes that the webhook has lanes. */
    static Write note(OrganizationId organization, UUID webhook) {
        return Write.update(
                Key.ofService(
                        Table.TENANTS,
                        notes(Math.floorMod(webhook.hashCode(), SHARDS)),
                        Key.join(organization.value(), webhook.toString())),
                Expression.of(
                        "set {organization} = ?, {webhook} = ? add {version} ?", organization.value(), webhook, 1));
    }

    private static String notes(int shard) {
        return Key.join(NOTES, Integer.toString(shard));
    }

    static List<Query> allNotes() {
        return IntStream.range(0, SHARDS)
                .mapToObj(shard -> Query.in(Table.TENANTS, Key.join(Key.SERVICE, notes(shard))))
                .toList();
    }

    static Expression isAtVersion(Item item) {
        return Expression.of("{" + VERSION + "} = ?", item.number(VERSION));
    }

    static Expression isClaimedAs(UUID claim) {
        return Expression.of("{" + CLAIM + "} = ?", claim);
    }
}
