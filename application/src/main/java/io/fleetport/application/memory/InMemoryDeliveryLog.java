package io.fleetport.application.memory;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.DeliveryAttempt;
import io.fleetport.application.port.out.DeliveryLog;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Webhook;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Scans all attempts for a list. */
final class InMemoryDeliveryLog implements DeliveryLog {

    private static final Comparator<DeliveryAttempt> NEWEST_FIRST = Comparator.comparing(DeliveryAttempt::at)
            .thenComparing(DeliveryAttempt::id, Paging.BY_ID)
            .reversed();

    private final Shelves shelves;

    InMemoryDeliveryLog(Shelves shelves) {
        this.shelves = shelves;
    }

    @Override
    public void add(DeliveryAttempt attempt) {
        shelves.lock.writeLock().lock();
        try {
            Webhook of = shelves.ofWebhooks.webhooks.get(attempt.webhook());
            if (of != null && of.organization().equals(attempt.organization())) {
                shelves.ofWebhooks.attempts.putIfAbsent(attempt.id(), atMicros(attempt));
            }
        } finally {
            shelves.lock.writeLock().unlock();
        }
    }

    @Override
    public Page<DeliveryAttempt> list(
            OrganizationId organization, UUID webhook, Filter filter, @Nullable String cursor, int limit) {
        Cursor.@Nullable ByTime after = cursor == null ? null : Cursor.byTime(cursor);
        shelves.lock.readLock().lock();
        try {
            return Paging.page(
                    shelves.ofWebhooks.attempts.values().stream()
                            .filter(attempt -> attempt.organization().equals(organization)
                                    && attempt.webhook().equals(webhook)
                                    && (filter.event() == null
                                            || attempt.event().equals(filter.event()))
                                    && (filter.outcome() == null || attempt.outcome() == filter.outcome())
                                    && (after == null || comesBefore(attempt, after))),
                    NEWEST_FIRST,
                    limit,
                    last -> Cursor.of(last.at(), last.id(), last.id()));
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    @Override
    public int forgetBefore(Instant time) {
        shelves.lock.writeLock().lock();
        try {
            int before = shelves.ofWebhooks.attempts.size();
            shelves.ofWebhooks.attempts.values().removeIf(attempt -> attempt.at()
                    .isBefore(time));
            return before - shelves.ofWebhooks.attempts.size();
        } finally {
            shelves.lock.writeLock().unlock();
        }
    }

    private static DeliveryAttempt atMicros(DeliveryAttempt attempt) {
        return new DeliveryAttempt(
                attempt.id(),
                attempt.organization(),
                attempt.webhook(),
                attempt.event(),
                attempt.type(),
                attempt.number(),
                attempt.at().truncatedTo(ChronoUnit.MICROS),
                attempt.took().truncatedTo(ChronoUnit.MILLIS),
                attempt.outcome(),
                attempt.status(),
                attempt.error());
    }

    private static boolean comesBefore(DeliveryAttempt attempt, Cursor.ByTime position) {
        int order = attempt.at().compareTo(position.time());
        return order < 0 || order == 0 && Paging.BY_ID.compare(attempt.id(), position.id()) < 0;
    }
}
