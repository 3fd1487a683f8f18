package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.EventType;
import io.fleetport.application.port.out.Webhook;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Brings events to the lanes of webhooks. What says that an event has not been brought yet goes in the very transaction that
 * brings it, so that of several who do this at once each event is brought by one; and nobody goes on to an event before the
 * one in front of it was brought, by whomever, so that a lane is filled in order.
 */
final class EventSpreading {

    /** Webhooks that one event is brought to in one transaction: each takes an event, a lane and a note. */
    private static final int WEBHOOKS_AT_ONCE = (Database.TRANSACTION_WRITES - 1) / 3;

    private static final int REPLAYED_AT_ONCE = Database.TRANSACTION_WRITES / 2 - 1;

    private final Database database;

    EventSpreading(Database database) {
        this.database = database;
    }

    /** @return events looked at */
    int spread(Instant now, int most) {
        List<Query> shards = new ArrayList<>(QueueItems.allFresh());
        // So that no shard is always the one for which there is no more room.
        Collections.rotate(shards, ThreadLocalRandom.current().nextInt(shards.size()));
        Map<OrganizationId, List<Webhook>> webhooks = new HashMap<>();
        int looked = 0;
        for (Query shard : shards) {
            List<Item> fresh = database.list(shard, most - looked);
            looked += fresh.size();
            List<Map<Key, Write>> steps = new ArrayList<>();
            for (Item event : fresh) {
                List<Webhook> wanting =
                        webhooks.computeIfAbsent(QueueItems.organization(event), this::webhooks).stream()
                                .filter(webhook -> wants(webhook, event))
                                .toList();
                steps.addAll(steps(event, wanting, now));
            }
            inOrder(steps);
        }
        return looked;
    }

    private List<Webhook> webhooks(OrganizationId organization) {
        return database.stream(WebhookItems.ofOrganization(organization))
                .map(WebhookItems::webhook)
                .filter(webhook -> webhook.state() != Webhook.State.DISABLED)
                .toList();
    }

    private static boolean wants(Webhook webhook, Item event) {
        // One of a later version is for those who take all.
        return EventType.find(event.text(QueueItems.TYPE)).map(webhook::wants).orElseGet(() -> webhook.types()
                .isEmpty());
    }

    /** One transaction, or as many as the webhooks need: only the last says that the event was brought. */
    private static List<Map<Key, Write>> steps(Item event, List<Webhook> wanting, Instant now) {
        List<Map<Key, Write>> steps = new ArrayList<>();
        for (List<Webhook> some : Merging.parts(wanting, WEBHOOKS_AT_ONCE)) {
            Map<Key, Write> step = new LinkedHashMap<>();
            some.forEach(webhook -> bring(step, webhook.id(), event, now));
            steps.add(step);
        }
        if (steps.isEmpty()) {
            steps.add(new LinkedHashMap<>());
        }
        steps.getLast().put(event.key(), Write.delete(event.key()).when(Expression.PRESENT));
        return steps;
    }

    private static void bring(Map<Key, Write> step, UUID webhook, Item event, Instant now) {
        add(step, LaneItems.put(webhook, event));
        add(step, LaneItems.open(webhook, event, now));
        add(step, LaneItems.note(QueueItems.organization(event), webhook));
    }

    private static void add(Map<Key, Write> step, Write write) {
        step.put(write.key(), write);
    }

    /** As many steps in one transaction as fit. */
    private void inOrder(List<Map<Key, Write>> steps) {
        List<Map<Key, Write>> some = new ArrayList<>();
        Map<Key, Write> together = new LinkedHashMap<>();
        for (Map<Key, Write> step : steps) {
            if (together.size() + step.size() > Database.TRANSACTION_WRITES) {
                write(together.values(), some);
                some.clear();
                together.clear();
            }
            some.add(step);
            together.putAll(step);
        }
        write(together.values(), some);
    }

    private void write(Collection<Write> together, List<Map<Key, Write>> steps) {
        if (!database.transact(List.copyOf(together)).isEmpty() && steps.size() > 1) {
            // Somebody else has brought some of them: each for itself.
            steps.forEach(step -> database.transact(List.copyOf(step.values())));
        }
    }

    /** @return events put */
    int replay(OrganizationId organization, UUID webhook, Instant from, Instant now) {
        Optional<Webhook> to =
                database.get(WebhookItems.key(organization, webhook)).map(WebhookItems::webhook);
        if (to.isEmpty()) {
            return 0;
        }
        Query since = Query.in(Table.TENANTS, Index.GSI1, QueueItems.traces(organization))
                .from(Key.bound(from));
        List<Item> some = new ArrayList<>();
        int put = 0;
        for (Item event : (Iterable<Item>) database.stream(since).filter(trace -> wants(to.get(), trace))::iterator) {
            some.add(event);
            if (some.size() == REPLAYED_AT_ONCE) {
                put += replay(webhook, some, now);
                some.clear();
            }
        }
        return put + replay(webhook, some, now);
    }

    private int replay(UUID webhook, List<Item> events, Instant now) {
        Map<Key, Item> waiting = database.getAll(
                events.stream().map(event -> LaneItems.entry(webhook, event)).toList());
        List<Item> missing = events.stream()
                .filter(event -> !waiting.containsKey(LaneItems.entry(webhook, event)))
                .toList();
        Map<Key, Write> step = new LinkedHashMap<>();
        missing.forEach(event -> bring(step, webhook, event, now));
        database.transact(List.copyOf(step.values()));
        return missing.size();
    }
}
