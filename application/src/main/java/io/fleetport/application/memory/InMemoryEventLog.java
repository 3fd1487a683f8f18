package io.fleetport.application.memory;

import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.EventLog;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Events in the order committed. */
final class InMemoryEventLog implements EventLog {

    private final Shelves shelves;

    InMemoryEventLog(Shelves shelves) {
        this.shelves = shelves;
    }

    @Override
    public Optional<Event> find(OrganizationId organization, UUID event) {
        shelves.lock.readLock().lock();
        try {
            return Optional.ofNullable(shelves.ofWebhooks.events.get(event))
                    .map(WebhookShelves.StoredEvent::event)
                    .filter(found -> found.subject().organization().equals(organization));
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    @Override
    public int forgetBefore(Instant time) {
        shelves.lock.writeLock().lock();
        try {
            WebhookShelves held = shelves.ofWebhooks;
            Set<UUID> old = held.events.values().stream()
                    .filter(stored -> stored.event().recordedAt().isBefore(time))
                    .map(stored -> stored.event().id())
                    .collect(Collectors.toSet());
            old.forEach(held.events::remove);
            held.notSpread.removeIf(stored -> old.contains(stored.event().id()));
            held.lanes.values().forEach(lane -> lane.waiting.values().removeAll(old));
            held.lanes.values().removeIf(lane -> lane.waiting.isEmpty());
            held.buses.values().forEach(bus -> {
                bus.waiting.values().removeAll(old);
                bus.refused.removeIf(refused -> old.contains(refused.event()));
            });
            return old.size();
        } finally {
            shelves.lock.writeLock().unlock();
        }
    }
}
