package io.fleetport.application.memory;

import io.fleetport.application.memory.WebhookShelves.Lane;
import io.fleetport.application.memory.WebhookShelves.LaneName;
import io.fleetport.application.memory.WebhookShelves.StoredEvent;
import io.fleetport.application.port.out.DeliveryQueue;
import io.fleetport.application.port.out.Webhook;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Scans all lanes. */
final class InMemoryDeliveryQueue implements DeliveryQueue {

    private static final int MOST_COUNTED = 10_000;

    private final Shelves shelves;
    private final WebhookShelves held;

    InMemoryDeliveryQueue(Shelves shelves) {
        this.shelves = shelves;
        this.held = shelves.ofWebhooks;
    }

    @Override
    public int spread(Instant now, int most) {
        Paging.checked(most, 10_000);
        return locked(() -> {
            List<StoredEvent> fresh = held.notSpread.subList(0, Math.min(most, held.notSpread.size()));
            for (StoredEvent stored : fresh) {
                for (Webhook webhook : held.webhooks.values()) {
                    if (webhook.organization().equals(stored.event().subject().organization())
                            && webhook.state() != Webhook.State.DISABLED
                            && webhook.wants(stored.event().type())) {
                        held.put(webhook, stored, now);
                    }
                }
            }
            int spread = fresh.size();
            fresh.clear();
            return spread;
        });
    }

    @Override
    public List<Claimed> claim(Instant now, Instant until, int most, int mostOfWebhook) {
        Paging.checked(most, 1_000);
        return locked(() -> {
            List<Map.Entry<LaneName, Lane>> due = held.lanes.entrySet().stream()
                    .filter(entry -> isDue(entry.getKey(), entry.getValue(), now))
                    .sorted(Comparator.comparing(entry -> entry.getValue().due))
                    .toList();
            List<Claimed> claimed = new ArrayList<>();
            for (Map.Entry<LaneName, Lane> entry : due) {
                if (claimed.size() < most && busy(entry.getKey().webhook(), now) < mostOfWebhook) {
                    claimed.add(take(entry.getKey(), entry.getValue(), until));
                }
            }
            return claimed;
        });
    }

    private boolean isDue(LaneName name, Lane lane, Instant now) {
        Webhook webhook = held.webhooks.get(name.webhook());
        return webhook != null
                && webhook.state() == Webhook.State.ACTIVE
                && !lane.due.isAfter(now)
                && !lane.isClaimed(now);
    }

    private long busy(UUID webhook, Instant now) {
        return held.lanes.entrySet().stream()
                .filter(entry -> entry.getKey().webhook().equals(webhook)
                        && entry.getValue().isClaimed(now))
                .count();
    }

    private Claimed take(LaneName name, Lane lane, Instant until) {
        UUID claim = UUID.randomUUID();
        lane.claim = claim;
        lane.claimedUntil = until;
        Map.Entry<Long, UUID> first = lane.waiting.firstEntry();
        Webhook webhook = held.webhooks.get(name.webhook());
        if (webhook == null) {
            throw new IllegalStateException("a lane outlived its webhook");
        }
        return new Claimed(
                claim,
                webhook.organization(),
                name.webhook(),
                name.lane(),
                first.getValue(),
                first.getKey(),
                lane.attempts,
                lane.failedFirstAt);
    }

    @Override
    public void done(Claimed claimed, Instant now) {
        locked(() -> {
            LaneName name = new LaneName(claimed.webhook(), claimed.lane());
            Lane lane = held.lanes.get(name);
            if (lane != null) {
                lane.waiting.remove(claimed.position());
                if (claimed.claim().equals(lane.claim)) {
                    lane.unclaim();
                    lane.startOver(now);
                }
                if (lane.waiting.isEmpty()) {
                    held.lanes.remove(name);
                }
            }
            return true;
        });
    }

    @Override
    public void failed(Claimed claimed, Instant now, Instant again) {
        settle(claimed, lane -> {
            lane.attempts++;
            lane.failedFirstAt = lane.failedFirstAt == null ? now : lane.failedFirstAt;
            lane.due = again;
        });
    }

    @Override
    public void release(Claimed claimed) {
        settle(claimed, lane -> {});
    }

    private void settle(Claimed claimed, Consumer<Lane> change) {
        locked(() -> {
            Lane lane = held.lanes.get(new LaneName(claimed.webhook(), claimed.lane()));
            if (lane != null && claimed.claim().equals(lane.claim)) {
                lane.unclaim();
                change.accept(lane);
            }
            return true;
        });
    }

    @Override
    public int replay(OrganizationId organization, UUID webhook, Instant from, Instant now) {
        return locked(() -> {
            Webhook to = held.webhooks.get(webhook);
            if (to == null || !to.organization().equals(organization)) {
                return 0;
            }
            int put = 0;
            for (StoredEvent stored : held.events.values()) {
                if (stored.event().subject().organization().equals(organization)
                        && to.wants(stored.event().type())
                        && !stored.event().recordedAt().isBefore(from)
                        && held.put(to, stored, now)) {
                    put++;
                }
            }
            return put;
        });
    }

    @Override
    public void hurry(OrganizationId organization, UUID webhook, Instant now) {
        locked(() -> {
            lanesOf(organization, webhook).forEach(lane -> lane.startOver(now));
            return true;
        });
    }

    @Override
    public void clear(OrganizationId organization, UUID webhook) {
        locked(() -> {
            Webhook of = held.webhooks.get(webhook);
            if (of != null && of.organization().equals(organization)) {
                held.lanes.keySet().removeIf(name -> name.webhook().equals(webhook));
            }
            return true;
        });
    }

    @Override
    public Waiting waiting(OrganizationId organization, UUID webhook) {
        return locked(() -> {
            int events = lanesOf(organization, webhook)
                    .mapToInt(lane -> lane.waiting.size())
                    .sum();
            return new Waiting(Math.min(events, MOST_COUNTED), oldest(lanesOf(organization, webhook)));
        });
    }

    @Override
    public @Nullable Instant oldestWaiting() {
        shelves.lock.writeLock().lock();
        try {
            return oldest(held.lanes.entrySet().stream()
                    .filter(entry -> {
                        Webhook webhook = held.webhooks.get(entry.getKey().webhook());
                        return webhook != null && webhook.state() == Webhook.State.ACTIVE;
                    })
                    .map(Map.Entry::getValue));
        } finally {
            shelves.lock.writeLock().unlock();
        }
    }

    private Stream<Lane> lanesOf(OrganizationId organization, UUID webhook) {
        Webhook of = held.webhooks.get(webhook);
        if (of == null || !of.organization().equals(organization)) {
            return Stream.empty();
        }
        return held.lanes.entrySet().stream()
                .filter(entry -> entry.getKey().webhook().equals(webhook))
                .map(Map.Entry::getValue);
    }

    private @Nullable Instant oldest(Stream<Lane> lanes) {
        return lanes.flatMap(lane -> lane.waiting.values().stream())
                .map(held.events::get)
                .filter(stored -> stored != null)
                .map(stored -> stored.event().recordedAt())
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private <T> T locked(Supplier<T> work) {
        shelves.lock.writeLock().lock();
        try {
            return work.get();
        } finally {
            shelves.lock.writeLock().unlock();
        }
    }
}
