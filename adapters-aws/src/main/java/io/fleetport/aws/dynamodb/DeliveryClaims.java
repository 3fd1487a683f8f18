package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.DeliveryQueue.Claimed;
import io.fleetport.application.port.out.Webhook;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes lanes that are due, webhook by webhook, so that a slow or paused one with many of them is in no other's way. Which they
 * are is what an index says, some milliseconds late; that nobody else has one is a condition on the lane itself.
 */
final class DeliveryClaims {

    private final Database database;
    private final Clearing clearing;

    /** Does away with what waits for a webhook that is gone. */
    @FunctionalInterface
    interface Clearing {
        void clear(OrganizationId organization, UUID webhook);
    }

    DeliveryClaims(Database database, Clearing clearing) {
        this.database = database;
        this.clearing = clearing;
    }

    /** The webhooks that have lanes, with what is noted of each. */
    private record Noted(Item note, @Nullable Webhook webhook) {
        OrganizationId organization() {
            return QueueItems.organization(note);
        }

        UUID id() {
            return note.uuid(LaneItems.WEBHOOK);
        }

        Key key() {
            return WebhookItems.key(organization(), id());
        }
    }

    private List<Noted> noted() {
        List<Noted> notes = LaneItems.allNotes().stream()
                .flatMap(database::stream)
                .map(note -> new Noted(note, null))
                .toList();
        Map<Key, Item> found = database.getAll(notes.stream().map(Noted::key).toList());
        return notes.stream()
                .map(noted -> new Noted(
                        noted.note(),
                        Optional.ofNullable(found.get(noted.key()))
                                .map(WebhookItems::webhook)
                                .orElse(null)))
                .toList();
    }

    /** Active webhooks that have lanes. */
    Stream<Webhook> active() {
        return noted().stream()
                .flatMap(noted -> Stream.ofNullable(noted.webhook()))
                .filter(webhook -> webhook.state() == Webhook.State.ACTIVE);
    }

    List<Claimed> claim(Instant now, Instant until, int most, int mostOfWebhook) {
        List<Item> due = new ArrayList<>();
        for (Noted noted : noted()) {
            if (noted.webhook() == null) {
                clearing.clear(noted.organization(), noted.id());
                forgetIfDone(noted);
            } else if (noted.webhook().state() == Webhook.State.ACTIVE) {
                due.addAll(due(noted, now, most, mostOfWebhook));
            }
        }
        return due.stream()
                .sorted(Comparator.comparing(lane -> lane.text(LaneItems.DUE)))
                .flatMap(lane -> take(lane, until).stream())
                .limit(most)
                .toList();
    }

    private List<Item> due(Noted noted, Instant now, int most, int mostOfWebhook) {
        Query lanes = LaneItems.indexed(noted.organization(), noted.id());
        List<Item> claimed = database.stream(lanes.within(LaneItems.CLAIMED)).toList();
        List<Item> due = new ArrayList<>(claimed.stream()
                .filter(lane -> !lane.instant(LaneItems.CLAIMED_UNTIL).isAfter(now))
                .toList());
        int room = Math.min(most, mostOfWebhook - (claimed.size() - due.size()));
        if (room <= 0) {
            return List.of();
        }
        due.addAll(database.list(lanes.within(LaneItems.UNCLAIMED).until(Key.after(LaneItems.due(now))), room));
        if (claimed.isEmpty() && due.isEmpty()) {
            forgetIfDone(noted);
        }
        due.sort(Comparator.comparing(lane -> lane.text(LaneItems.DUE)));
        return due.subList(0, Math.min(room, due.size()));
    }

    /** Whoever makes a lane moves the note on in the same transaction. */
    private void forgetIfDone(Noted noted) {
        if (database.list(LaneItems.ofWebhook(noted.organization(), noted.id()), 1)
                .isEmpty()) {
            database.write(Write.delete(noted.note().key()).when(LaneItems.isAtVersion(noted.note())));
        }
    }

    private Optional<Claimed> take(Item lane, Instant until) {
        UUID claim = UUID.randomUUID();
        boolean taken = database.write(Write.update(
                        lane.key(),
                        Expression.of(
                                "set {claim} = ?, {claimed_until} = ?, {gsi1sk} = ?",
                                claim,
                                until,
                                LaneItems.claimed(until)))
                .when(Expression.of("{gsi1sk} = ?", lane.text(Index.GSI1.sk()))));
        // Unless it was, and the answer was lost.
        if (!taken
                && database.get(lane.key())
                        .filter(now -> claim.toString().equals(now.textOrNull(LaneItems.CLAIM)))
                        .isEmpty()) {
            return Optional.empty();
        }
        List<Item> first = database.list(LaneItems.entries(lane), 1);
        if (first.isEmpty()) {
            // What was in it has been forgotten; unless there is something new by now.
            if (!database.write(
                    Write.delete(lane.key()).when(LaneItems.isClaimedAs(claim).and(LaneItems.isAtVersion(lane))))) {
                release(lane.key(), claim);
            }
            return Optional.empty();
        }
        return Optional.of(new Claimed(
                claim,
                QueueItems.organization(lane),
                lane.uuid(LaneItems.WEBHOOK),
                lane.text(QueueItems.LANE),
                first.getFirst().uuid(QueueItems.EVENT),
                QueueItems.number(first.getFirst().text(QueueItems.POSITION)),
                Math.toIntExact(lane.number(LaneItems.ATTEMPTS)),
                lane.instantOrNull(LaneItems.FAILED_FIRST)));
    }

    void release(Key lane, UUID claim) {
        database.write(Write.update(lane, Expression.of("set {gsi1sk} = {due} remove {claim}, {claimed_until}"))
                .when(LaneItems.isClaimedAs(claim)));
    }
}
