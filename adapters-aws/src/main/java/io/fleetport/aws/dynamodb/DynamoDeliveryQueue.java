package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.DeliveryQueue;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lanes that are claimed by a conditional write. Whoever takes a lane away for being empty has it on condition of the version
 * that everyone who puts something in moves on in the same transaction: so no event is put into a lane that is just going.
 */
final class DynamoDeliveryQueue implements DeliveryQueue {

    private static final int MOST_COUNTED = 10_000;

    /** Of a lane that others change all the time. */
    private static final int ATTEMPTS = 10;

    /** Deleted at a time; not a limit of DynamoDB. */
    private static final int AT_ONCE = 500;

    private final Database database;
    private final EventSpreading spreading;
    private final DeliveryClaims claims;

    DynamoDeliveryQueue(Database database) {
        this.database = database;
        this.spreading = new EventSpreading(database);
        this.claims = new DeliveryClaims(database, this::clear);
    }

    @Override
    public int spread(Instant now, int most) {
        return spreading.spread(now, Listing.checked(most, 10_000));
    }

    @Override
    public List<Claimed> claim(Instant now, Instant until, int most, int mostOfWebhook) {
        return claims.claim(now, until, Listing.checked(most, 1_000), mostOfWebhook);
    }

    @Override
    public void done(Claimed claimed, Instant now) {
        Optional<Key> entry = database.get(QueueItems.trace(claimed.organization(), claimed.event()))
                .map(trace -> LaneItems.entry(claimed.webhook(), trace));
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<Item> lane = database.get(LaneItems.key(claimed))
                    .filter(item -> claimed.claim().equals(item.uuidOrNull(LaneItems.CLAIM)));
            if (lane.isEmpty()) {
                entry.ifPresent(key -> database.write(Write.delete(key)));
                return;
            }
            boolean more = database.list(LaneItems.entries(lane.get()), 2).stream()
                    .anyMatch(item -> entry.filter(item.key()::equals).isEmpty());
            List<Write> writes = new ArrayList<>();
            entry.ifPresent(key -> writes.add(Write.delete(key)));
            writes.add(more ? next(claimed, now) : close(claimed, lane.get()));
            if (database.transact(writes).isEmpty()) {
                return;
            }
        }
        throw new PortUnavailable(
                "settling a delivery met others too often", new IllegalStateException("lane moved each time"));
    }

    private static Write next(Claimed claimed, Instant now) {
        return Write.update(
                        LaneItems.key(claimed),
                        Expression.of(
                                "set {attempts} = ?, {due} = ?, {gsi1sk} = ?"
                                        + " remove {claim}, {claimed_until}, {failed_first_at}",
                                0,
                                LaneItems.due(now),
                                LaneItems.due(now)))
                .when(LaneItems.isClaimedAs(claimed.claim()));
    }

    private static Write close(Claimed claimed, Item lane) {
        return Write.delete(lane.key())
                .when(LaneItems.isClaimedAs(claimed.claim()).and(LaneItems.isAtVersion(lane)));
    }

    @Override
    public void failed(Claimed claimed, Instant now, Instant again) {
        database.write(Write.update(
                        LaneItems.key(claimed),
                        Expression.of(
                                "set {attempts} = {attempts} + ?, {failed_first_at} = if_not_exists({failed_first_at}, ?),"
                                        + " {due} = ?, {gsi1sk} = ? remove {claim}, {claimed_until}",
                                1,
                                now,
                                LaneItems.due(again),
                                LaneItems.due(again)))
                .when(LaneItems.isClaimedAs(claimed.claim())));
    }

    @Override
    public void release(Claimed claimed) {
        claims.release(LaneItems.key(claimed), claimed.claim());
    }

    @Override
    public int replay(OrganizationId organization, UUID webhook, Instant from, Instant now) {
        return spreading.replay(organization, webhook, from, now);
    }

    @Override
    public void hurry(OrganizationId organization, UUID webhook, Instant now) {
        String due = LaneItems.due(now);
        database.stream(LaneItems.ofWebhook(organization, webhook)).forEach(lane -> {
            Write free = Write.update(
                            lane.key(),
                            Expression.of(
                                    "set {attempts} = ?, {due} = ?, {gsi1sk} = ? remove {failed_first_at}",
                                    0,
                                    due,
                                    due))
                    .when(Expression.of("attribute_exists({pk}) and attribute_not_exists({claim})"));
            // A claim stays whose it is.
            Write held = Write.update(
                            lane.key(), Expression.of("set {attempts} = ?, {due} = ? remove {failed_first_at}", 0, due))
                    .when(Expression.of("attribute_exists({claim})"));
            boolean hurried = lane.has(LaneItems.CLAIM)
                    ? database.write(held) || database.write(free)
                    : database.write(free) || database.write(held);
            if (!hurried) {
                // Gone, or changed hands twice in between: it was due just now.
                database.write(free);
            }
        });
    }

    @Override
    public void clear(OrganizationId organization, UUID webhook) {
        List<Item> lanes =
                database.stream(LaneItems.ofWebhook(organization, webhook)).toList();
        Query entries = LaneItems.entries(organization, webhook);
        List<Item> some = database.list(entries, AT_ONCE);
        while (!some.isEmpty()) {
            database.writeAll(
                    some.stream().map(item -> Write.delete(item.key())).toList());
            some = database.list(entries, AT_ONCE);
        }
        List<Write> closed = lanes.stream()
                .map(lane -> Write.delete(lane.key()).when(LaneItems.isAtVersion(lane)))
                .toList();
        for (List<Write> part : Merging.parts(closed, Database.TRANSACTION_WRITES)) {
            if (!database.transact(part).isEmpty()) {
                part.forEach(database::write); // one into which something was put meanwhile stays
            }
        }
    }

    @Override
    public Waiting waiting(OrganizationId organization, UUID webhook) {
        long events = database.stream(LaneItems.entries(organization, webhook).pages(1_000))
                .limit(MOST_COUNTED)
                .count();
        return new Waiting(
                Math.toIntExact(events), oldest(organization, webhook).orElse(null));
    }

    private Optional<Instant> oldest(OrganizationId organization, UUID webhook) {
        return database.list(LaneItems.byAge(organization, webhook), 1).stream()
                .map(item -> item.instant(QueueItems.RECORDED))
                .findFirst();
    }

    @Override
    public @Nullable Instant oldestWaiting() {
        return claims.active()
                .flatMap(webhook -> oldest(webhook.organization(), webhook.id()).stream())
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
