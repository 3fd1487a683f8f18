package io.fleetport.domain.station;

import io.fleetport.domain.vehicle.VehicleId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An exchange of packs between a vehicle and a station. Only a {@link Completed} one has moved any; none stays open for ever. */
public sealed interface Swap {

    StationId station();

    SwapId id();

    /** Null when it was never told. */
    @Nullable
    VehicleId vehicle();

    Instant startedAt();

    record Underway(StationId station, SwapId id, @Nullable VehicleId vehicle, Instant startedAt) implements Swap {}

    /** {@code returned} came out of the vehicle, {@code delivered} went into it; null when there was none. */
    record Completed(
            StationId station,
            SwapId id,
            @Nullable VehicleId vehicle,
            Instant startedAt,
            Instant completedAt,
            @Nullable PackTransfer returned,
            @Nullable PackTransfer delivered)
            implements Swap {}

    record Aborted(
            StationId station,
            SwapId id,
            @Nullable VehicleId vehicle,
            Instant startedAt,
            Instant abortedAt,
            @Nullable String reason)
            implements Swap {}

    /** Neither completed nor aborted in the time that the rule allows, which ended at {@code abandonedAt}. */
    record Abandoned(StationId station, SwapId id, @Nullable VehicleId vehicle, Instant startedAt, Instant abandonedAt)
            implements Swap {}

    /**
     * What the facts amount to. When it was told to be both completed and aborted, the later word stands.
     *
     * @param newestSeen event time of the newest message of the station
     */
    static Swap of(StationId station, SwapFacts facts, Instant newestSeen, StationRule rule) {
        Instant startedAt = facts.startedAt();
        StationEvent.SwapCompleted completed = facts.completed();
        StationEvent.SwapAborted aborted = facts.aborted();
        @Nullable VehicleId vehicle = vehicle(facts);
        if (completed != null
                && (aborted == null || EventStamp.ORDER.compare(completed.stamp(), aborted.stamp()) >= 0)) {
            return new Completed(
                    station,
                    facts.id(),
                    vehicle,
                    startedAt,
                    completed.stamp().at(),
                    completed.returned(),
                    completed.delivered());
        }
        if (aborted != null) {
            return new Aborted(
                    station, facts.id(), vehicle, startedAt, aborted.stamp().at(), aborted.reason());
        }
        if (Duration.between(startedAt, newestSeen).compareTo(rule.swapAbandonedAfter()) >= 0) {
            return new Abandoned(station, facts.id(), vehicle, startedAt, startedAt.plus(rule.swapAbandonedAfter()));
        }
        return new Underway(station, facts.id(), vehicle, startedAt);
    }

    private static @Nullable VehicleId vehicle(SwapFacts facts) {
        StationEvent.SwapCompleted completed = facts.completed();
        if (completed != null && completed.vehicle() != null) {
            return completed.vehicle();
        }
        return facts.started() == null ? null : facts.started().vehicle();
    }
}
