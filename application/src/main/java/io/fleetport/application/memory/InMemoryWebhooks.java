package io.fleetport.application.memory;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Webhook;
import io.fleetport.application.port.out.Webhook.PauseReason;
import io.fleetport.application.port.out.Webhooks;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Scans all webhooks for a list. */
final class InMemoryWebhooks implements Webhooks {

    private static final Comparator<Webhook> NEWEST_FIRST = Comparator.comparing(Webhook::createdAt)
            .thenComparing(Webhook::id, Paging.BY_ID)
            .reversed();

    private final Shelves shelves;

    InMemoryWebhooks(Shelves shelves) {
        this.shelves = shelves;
    }

    @Override
    public boolean add(Webhook webhook, int most) {
        return writing(() -> {
            if (shelves.ofWebhooks.webhooks.containsKey(webhook.id())) {
                return true;
            }
            long has = shelves.ofWebhooks.webhooks.values().stream()
                    .filter(other -> other.organization().equals(webhook.organization()))
                    .count();
            if (has >= most) {
                return false;
            }
            store(webhook, webhook.state(), webhook.pausedBecause(), webhook.failingSince(), 1);
            return true;
        });
    }

    @Override
    public Optional<Webhook> find(OrganizationId organization, UUID webhook) {
        shelves.lock.readLock().lock();
        try {
            return Optional.ofNullable(of(organization, webhook));
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    @Override
    public Page<Webhook> list(OrganizationId organization, @Nullable String cursor, int limit) {
        Cursor.@Nullable ByTime after = cursor == null ? null : Cursor.byTime(cursor);
        shelves.lock.readLock().lock();
        try {
            return Paging.page(
                    shelves.ofWebhooks.webhooks.values().stream()
                            .filter(webhook -> webhook.organization().equals(organization))
                            .filter(webhook -> after == null || comesBefore(webhook, after)),
                    NEWEST_FIRST,
                    limit,
                    last -> Cursor.of(last.createdAt(), last.id(), last.id()));
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    @Override
    public boolean replace(Webhook changed) {
        return writing(() -> {
            Webhook stored = of(changed.organization(), changed.id());
            if (stored == null || stored.version() != changed.version()) {
                return false;
            }
            store(changed, changed.state(), changed.pausedBecause(), changed.failingSince(), changed.version() + 1);
            return true;
        });
    }

    @Override
    public boolean remove(OrganizationId organization, UUID webhook) {
        return writing(() -> {
            if (of(organization, webhook) == null) {
                return false;
            }
            WebhookShelves held = shelves.ofWebhooks;
            held.webhooks.remove(webhook);
            held.lanes.keySet().removeIf(name -> name.webhook().equals(webhook));
            held.attempts.values().removeIf(attempt -> attempt.webhook().equals(webhook));
            return true;
        });
    }

    @Override
    public Instant failing(OrganizationId organization, UUID webhook, Instant at) {
        return writing(() -> {
            Webhook stored = of(organization, webhook);
            if (stored == null) {
                return at;
            }
            Instant since = stored.failingSince() == null ? at.truncatedTo(ChronoUnit.MICROS) : stored.failingSince();
            store(stored, stored.state(), stored.pausedBecause(), since, stored.version());
            return since;
        });
    }

    @Override
    public void working(OrganizationId organization, UUID webhook) {
        writing(() -> {
            Webhook stored = of(organization, webhook);
            if (stored != null) {
                store(stored, stored.state(), stored.pausedBecause(), null, stored.version());
            }
            return true;
        });
    }

    @Override
    public boolean pause(OrganizationId organization, UUID webhook, PauseReason why, Instant at) {
        return writing(() -> {
            Webhook stored = of(organization, webhook);
            if (stored == null || stored.state() != Webhook.State.ACTIVE) {
                return false;
            }
            store(stored, Webhook.State.PAUSED, why, stored.failingSince(), stored.version() + 1);
            return true;
        });
    }

    private @Nullable Webhook of(OrganizationId organization, UUID webhook) {
        Webhook stored = shelves.ofWebhooks.webhooks.get(webhook);
        return stored == null || !stored.organization().equals(organization) ? null : stored;
    }

    /** As precise as everything is kept. */
    private void store(
            Webhook webhook,
            Webhook.State state,
            @Nullable PauseReason pausedBecause,
            @Nullable Instant failingSince,
            long version) {
        shelves.ofWebhooks.webhooks.put(
                webhook.id(),
                new Webhook(
                        webhook.id(),
                        webhook.organization(),
                        webhook.name(),
                        webhook.url(),
                        webhook.types(),
                        state,
                        pausedBecause,
                        webhook.createdAt().truncatedTo(ChronoUnit.MICROS),
                        webhook.changedAt().truncatedTo(ChronoUnit.MICROS),
                        failingSince == null ? null : failingSince.truncatedTo(ChronoUnit.MICROS),
                        webhook.secrets(),
                        version));
    }

    private <T> T writing(Supplier<T> work) {
        shelves.lock.writeLock().lock();
        try {
            return work.get();
        } finally {
            shelves.lock.writeLock().unlock();
        }
    }

    private static boolean comesBefore(Webhook webhook, Cursor.ByTime position) {
        int order = webhook.createdAt().compareTo(position.time());
        return order < 0 || order == 0 && Paging.BY_ID.compare(webhook.id(), position.id()) < 0;
    }
}
