package io.fleetport.domain.station;

import io.fleetport.domain.vehicle.VehicleId;
import org.jspecify.annotations.Nullable;

/** Something that happened at a station. What it did not say is null; quantities are SI. */
public sealed interface StationEvent {

    EventStamp stamp();

    record SwapStarted(
            EventStamp stamp, SwapId swap, @Nullable VehicleId vehicle) implements StationEvent {}

    /** {@code returned} went from the vehicle into a slot, {@code delivered} from a slot into the vehicle; one of them at least. */
    record SwapCompleted(
            EventStamp stamp,
            SwapId swap,
            @Nullable VehicleId vehicle,
            @Nullable PackTransfer returned,
            @Nullable PackTransfer delivered)
            implements StationEvent {
        public SwapCompleted {
            if (returned == null && delivered == null) {
                throw new IllegalArgumentException("a completed swap must have moved a pack");
            }
        }
    }

    record SwapAborted(
            EventStamp stamp, SwapId swap, @Nullable String reason) implements StationEvent {}

    /** A pack went into a slot, out of the vehicle if one is named. */
    record PackIn(
            EventStamp stamp,
            PackTransfer transfer,
            @Nullable VehicleId vehicle,
            @Nullable SwapId swap) implements StationEvent {}

    /** A pack went out of a slot, into the vehicle if one is named. */
    record PackOut(
            EventStamp stamp,
            PackTransfer transfer,
            @Nullable VehicleId vehicle,
            @Nullable SwapId swap) implements StationEvent {}

    /** {@code meterJoules} is the connector's register, which only grows; {@code ratedWatts} what it can give. */
    record SessionStarted(
            EventStamp stamp,
            SessionId session,
            ConnectorId connector,
            @Nullable VehicleId vehicle,
            @Nullable Double meterJoules,
            @Nullable Double socPercent,
            @Nullable Double ratedWatts)
            implements StationEvent {}

    record SessionMetered(
            EventStamp stamp,
            SessionId session,
            @Nullable Double meterJoules,
            @Nullable Double powerWatts,
            @Nullable Double socPercent)
            implements StationEvent {}

    /** {@code energyJoules} is the station's own total, which may be nonsense. */
    record SessionEnded(
            EventStamp stamp,
            SessionId session,
            @Nullable Double meterJoules,
            @Nullable Double energyJoules,
            @Nullable Double socPercent,
            @Nullable Double peakWatts,
            @Nullable String reason)
            implements StationEvent {}

    record FaultRaised(
            EventStamp stamp,
            FaultId fault,
            @Nullable SlotId slot,
            @Nullable ConnectorId connector,
            @Nullable String detail)
            implements StationEvent {}

    record FaultCleared(EventStamp stamp, FaultId fault) implements StationEvent {}
}
