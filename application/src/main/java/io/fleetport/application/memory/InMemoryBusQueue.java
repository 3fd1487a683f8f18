package io.fleetport.application.memory;

import io.fleetport.application.memory.WebhookShelves.StoredEvent;
import io.fleetport.application.port.out.BusQueue;
import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.RefusedEvent;
import io.fleetport.application.port.out.Subject;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A queue per bus, filled as events are added. */
final class InMemoryBusQueue implements BusQueue {

    private static final Comparator<RefusedEvent> NEWEST_FIRST =
            Comparator.comparing(RefusedEvent::refusedAt).reversed();

    private final Shelves shelves;
    private final WebhookShelves held;

    InMemoryBusQueue(Shelves shelves) {
        this.shelves = shelves;
        this.held = shelves.ofWebhooks;
    }

    @Override
    public void open(String bus) {
        shelves.writing(() -> held.buses.computeIfAbsent(bus, fresh -> new BusShelf()));
    }

    @Override
    public boolean hold(String bus, UUID holder, Instant now, Instant until) {
        return shelves.writing(() -> {
            BusShelf shelf = held.buses.get(bus);
            if (shelf == null || !holder.equals(shelf.holder) && shelf.heldUntil.isAfter(now)) {
                return false;
            }
            shelf.holder = holder;
            shelf.heldUntil = until;
            return true;
        });
    }

    @Override
    public void release(String bus, UUID holder) {
        shelves.writing(() -> {
            BusShelf shelf = held.buses.get(bus);
            if (shelf != null && holder.equals(shelf.holder)) {
                shelf.holder = null;
                shelf.heldUntil = Instant.MIN;
            }
            return true;
        });
    }

    @Override
    public List<Event> waiting(String bus, Set<Subject> without, int most) {
        int limit = Paging.checked(most, 1_000);
        return shelves.reading(() -> waiting(bus)
                .filter(event -> !without.contains(event.subject()))
                .limit(limit)
                .toList());
    }

    private Stream<Event> waiting(String bus) {
        return Stream.ofNullable(held.buses.get(bus))
                .flatMap(shelf -> shelf.waiting.values().stream())
                .map(held.events::get)
                .filter(Objects::nonNull)
                .map(StoredEvent::event);
    }

    @Override
    public void settle(String bus, List<Event> taken, List<RefusedEvent> refused) {
        shelves.writing(() -> {
            BusShelf shelf = held.buses.get(bus);
            if (shelf != null) {
                Collection<UUID> waiting = shelf.waiting.values();
                refused.stream().filter(one -> waiting.contains(one.event())).forEach(shelf.refused::add);
                waiting.removeAll(taken.stream().map(Event::id).collect(Collectors.toSet()));
                waiting.removeAll(refused.stream().map(RefusedEvent::event).collect(Collectors.toSet()));
            }
            return true;
        });
    }

    @Override
    public Optional<Instant> oldestWaiting(String bus) {
        return shelves.reading(() -> waiting(bus).findFirst().map(Event::recordedAt));
    }

    @Override
    public List<RefusedEvent> refused(OrganizationId organization, int limit) {
        int most = Paging.checked(limit, 1_000);
        return shelves.reading(() -> held.buses.values().stream()
                .flatMap(shelf -> shelf.refused.stream())
                .filter(one -> one.organization().equals(organization))
                .sorted(NEWEST_FIRST)
                .limit(most)
                .toList());
    }
}
