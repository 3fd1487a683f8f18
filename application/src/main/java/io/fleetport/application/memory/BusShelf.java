package io.fleetport.application.memory;

import io.fleetport.application.port.out.RefusedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What waits for a bus by position, and what it refused; under the lock of the {@link Shelves}. */
final class BusShelf {

    final TreeMap<Long, UUID> waiting = new TreeMap<>();
    final List<RefusedEvent> refused = new ArrayList<>();

    @Nullable
    UUID holder;

    Instant heldUntil = Instant.MIN;
}
