package io.fleetport.application.memory;

import io.fleetport.application.port.out.DeliveryAttempt;
import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.Webhook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The part of the {@link Shelves} that holds events and webhooks, under the same lock. */
final class WebhookShelves {

    record LaneName(UUID webhook, String lane) {}

    /** What waits in a lane by position, and how its first event fares. */
    static final class Lane {
        final TreeMap<Long, UUID> waiting = new TreeMap<>();
        Instant due;
        int attempts;

        @Nullable
        Instant failedFirstAt;

        @Nullable
        UUID claim;

        @Nullable
        Instant claimedUntil;

        Lane(Instant due) {
            this.due = due;
        }

        boolean isClaimed(Instant now) {
            return claimedUntil != null && claimedUntil.isAfter(now);
        }

        void unclaim() {
            claim = null;
            claimedUntil = null;
        }

        void startOver(Instant now) {
            due = now;
            attempts = 0;
            failedFirstAt = null;
        }
    }

    /** By the position it was committed at. */
    record StoredEvent(long position, Event event) {}

    final Map<UUID, StoredEvent> events = new LinkedHashMap<>();
    final List<StoredEvent> notSpread = new ArrayList<>();
    final Map<UUID, Webhook> webhooks = new LinkedHashMap<>();
    final Map<LaneName, Lane> lanes = new LinkedHashMap<>();
    final Map<UUID, DeliveryAttempt> attempts = new LinkedHashMap<>();
    final Map<String, BusShelf> buses = new LinkedHashMap<>();
    private long lastPosition;

    void add(Event event) {
        if (!events.containsKey(event.id())) {
            StoredEvent stored = new StoredEvent(++lastPosition, event);
            events.put(event.id(), stored);
            notSpread.add(stored);
            buses.values().forEach(bus -> bus.waiting.put(stored.position(), event.id()));
        }
    }

    /** @return whether it was not there */
    boolean put(Webhook webhook, StoredEvent stored, Instant now) {
        LaneName name = new LaneName(webhook.id(), laneOf(stored.event().subject()));
        return lanes.computeIfAbsent(name, fresh -> new Lane(now))
                        .waiting
                        .putIfAbsent(stored.position(), stored.event().id())
                == null;
    }

    private static String laneOf(Subject subject) {
        return switch (subject) {
            case VehicleKey vehicle -> "vehicle/" + vehicle.vehicle();
            case StationKey station -> "station/" + station.station();
        };
    }
}
