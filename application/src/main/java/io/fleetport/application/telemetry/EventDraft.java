package io.fleetport.application.telemetry;

import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.EventBodies;
import io.fleetport.application.port.out.EventType;
import io.fleetport.application.port.out.Happening;
import io.fleetport.application.port.out.Happening.StatusChanged.Standing;
import io.fleetport.application.station.StationTelling;
import io.fleetport.application.station.StationTimeline;
import io.fleetport.application.trip.Telling;
import io.fleetport.domain.station.Swap;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.trip.TripId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The events of a commit while it is put together. Of what merely goes on there are none, so that a commit of readings
 * alone costs nothing here. Used by one thread.
 */
final class EventDraft {

    private final @Nullable EventBodies bodies;
    private final Clock clock;
    private final List<Event> events = new ArrayList<>();

    /** @param bodies null when nobody is told of anything */
    EventDraft(@Nullable EventBodies bodies, Clock clock) {
        this.bodies = bodies;
        this.clock = clock;
    }

    /** @param underwayBefore the trip that was underway before what is told now, null when none was */
    void told(Resident resident, Telling telling, @Nullable TripId underwayBefore) {
        if (bodies == null) {
            return;
        }
        for (var change : telling.trips()) {
            @Nullable EventType type = typeOf(change.trip(), change.trip().id().equals(underwayBefore));
            if (type != null) {
                add(
                        new Happening.TripTold(type, resident.key, resident.profile.name(), change.trip()),
                        resident.version + 1);
            }
        }
    }

    /** Null for a trip that begins or goes on. */
    private static @Nullable EventType typeOf(Trip trip, boolean wasUnderway) {
        return switch (trip) {
            case Trip.Finished finished ->
                wasUnderway || finished.revision().number() == 1 ? EventType.TRIP_FINISHED : EventType.TRIP_REVISED;
            case Trip.Withdrawn withdrawn -> EventType.TRIP_WITHDRAWN;
            case Trip.Underway underway ->
                wasUnderway || underway.revision().number() == 1 ? null : EventType.TRIP_REVISED;
        };
    }

    /** @param before what the station said of itself before */
    void told(StationResident resident, StationTelling telling, Standing before) {
        if (bodies == null) {
            return;
        }
        long version = resident.version + 1;
        Standing after = standing(resident);
        if (!after.equals(before)) {
            add(
                    new Happening.StatusChanged(
                            resident.key, resident.profile, before, after, since(resident.timeline, before, after)),
                    version);
        }
        telling.sessions().forEach(told -> {
            if (told.session().over().isPresent()) {
                add(new Happening.SessionOver(resident.key, told.session()), version);
            }
        });
        telling.swaps().forEach(told -> {
            @Nullable Happening happening = over(resident, told.swap());
            if (happening != null) {
                add(happening, version);
            }
        });
    }

    static Standing standing(StationResident resident) {
        return new Standing(resident.timeline.status(), resident.timeline.online());
    }

    private Instant since(StationTimeline timeline, Standing before, Standing after) {
        @Nullable
        Instant at = after.status() != before.status() ? timeline.statusReportedAt() : timeline.onlineChangedAt();
        return at == null ? clock.instant() : at;
    }

    private static @Nullable Happening over(StationResident resident, Swap swap) {
        return switch (swap) {
            case Swap.Underway underway -> null;
            case Swap.Completed completed ->
                new Happening.SwapOver(EventType.SWAP_COMPLETED, resident.key, swap, completed.completedAt());
            case Swap.Aborted aborted ->
                new Happening.SwapOver(EventType.SWAP_ABORTED, resident.key, swap, aborted.abortedAt());
            case Swap.Abandoned abandoned ->
                new Happening.SwapOver(EventType.SWAP_ABANDONED, resident.key, swap, abandoned.abandonedAt());
        };
    }

    /**
     * @param version of the subject's standing that comes with the event. It names the commit: told again it has another
     *     id, committed again the same
     */
    private void add(Happening happening, long version) {
        if (bodies == null) {
            return;
        }
        String name = String.join(
                "\n",
                happening.subject().organization().value(),
                happening.type().outwardName(),
                happening.subject().toString(),
                happening.object(),
                Long.toString(version));
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        events.add(new Event(
                id,
                happening.type(),
                happening.subject(),
                happening.occurredAt(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                bodies.of(id, happening)));
    }

    List<Event> events() {
        return events;
    }
}
