package io.fleetport.application.encoding;

import io.fleetport.domain.station.ConnectorId;
import io.fleetport.domain.station.EventStamp;
import io.fleetport.domain.station.FaultId;
import io.fleetport.domain.station.PackTransfer;
import io.fleetport.domain.station.SessionId;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationEvent;
import io.fleetport.domain.station.SwapId;
import io.fleetport.domain.vehicle.VehicleId;
import org.jspecify.annotations.Nullable;

/** Something that happened at a station as bytes: its kind, then its parts. Without loss and deterministic. Safe to use from many threads. */
final class StationEventEncoding {

    // Kinds. APPEND ONLY: what is on its way holds these numbers.
    private static final int SWAP_STARTED = 1;
    private static final int SWAP_COMPLETED = 2;
    private static final int SWAP_ABORTED = 3;
    private static final int PACK_IN = 4;
    private static final int PACK_OUT = 5;
    private static final int SESSION_STARTED = 6;
    private static final int SESSION_METERED = 7;
    private static final int SESSION_ENDED = 8;
    private static final int FAULT_RAISED = 9;
    private static final int FAULT_CLEARED = 10;

    private StationEventEncoding() {}

    static void put(StationEvent event, ByteSink sink) {
        switch (event) {
            case StationEvent.SwapStarted e -> {
                begin(SWAP_STARTED, e, sink);
                sink.putText(e.swap().value());
                StampEncoding.putVehicle(e.vehicle(), sink);
            }
            case StationEvent.SwapCompleted e -> {
                begin(SWAP_COMPLETED, e, sink);
                sink.putText(e.swap().value());
                StampEncoding.putVehicle(e.vehicle(), sink);
                PackTransferEncoding.put(e.returned(), sink);
                PackTransferEncoding.put(e.delivered(), sink);
            }
            case StationEvent.SwapAborted e -> {
                begin(SWAP_ABORTED, e, sink);
                sink.putText(e.swap().value());
                Optionally.putText(e.reason(), sink);
            }
            case StationEvent.PackIn e -> {
                begin(PACK_IN, e, sink);
                putMove(e.transfer(), e.vehicle(), e.swap(), sink);
            }
            case StationEvent.PackOut e -> {
                begin(PACK_OUT, e, sink);
                putMove(e.transfer(), e.vehicle(), e.swap(), sink);
            }
            case StationEvent.SessionStarted e -> {
                sink.putByte(SESSION_STARTED);
                sink.putText(e.session().value());
                SessionFactsEncoding.putStarted(e, sink);
            }
            case StationEvent.SessionMetered e -> {
                begin(SESSION_METERED, e, sink);
                sink.putText(e.session().value());
                Optionally.putNumber(e.meterJoules(), sink);
                Optionally.putNumber(e.powerWatts(), sink);
                Optionally.putNumber(e.socPercent(), sink);
            }
            case StationEvent.SessionEnded e -> {
                sink.putByte(SESSION_ENDED);
                sink.putText(e.session().value());
                SessionFactsEncoding.putEnded(e, sink);
            }
            case StationEvent.FaultRaised e -> {
                begin(FAULT_RAISED, e, sink);
                sink.putText(e.fault().value());
                Optionally.put(e.slot(), sink, (slot, to) -> to.putText(slot.value()));
                Optionally.put(e.connector(), sink, (connector, to) -> to.putText(connector.value()));
                Optionally.putText(e.detail(), sink);
            }
            case StationEvent.FaultCleared e -> {
                begin(FAULT_CLEARED, e, sink);
                sink.putText(e.fault().value());
            }
        }
    }

    /** @throws IllegalArgumentException when the bytes are not of this form, or of a kind newer than this code */
    static StationEvent get(ByteSource source) {
        int kind = source.getByte();
        return switch (kind) {
            case SWAP_STARTED, SWAP_COMPLETED, SWAP_ABORTED -> getSwap(kind, source);
            case PACK_IN, PACK_OUT -> getMove(kind, source);
            case SESSION_STARTED -> SessionFactsEncoding.getStarted(new SessionId(source.getText()), source);
            case SESSION_METERED ->
                new StationEvent.SessionMetered(
                        StampEncoding.get(source),
                        new SessionId(source.getText()),
                        Optionally.getNumber(source),
                        Optionally.getNumber(source),
                        Optionally.getNumber(source));
            case SESSION_ENDED -> SessionFactsEncoding.getEnded(new SessionId(source.getText()), source);
            case FAULT_RAISED ->
                new StationEvent.FaultRaised(
                        StampEncoding.get(source),
                        new FaultId(source.getText()),
                        Optionally.get(source, from -> new SlotId(from.getText())),
                        Optionally.get(source, from -> new ConnectorId(from.getText())),
                        Optionally.getText(source));
            case FAULT_CLEARED ->
                new StationEvent.FaultCleared(StampEncoding.get(source), new FaultId(source.getText()));
            default ->
                throw new IllegalArgumentException("station event kind " + kind + " is not known to this version");
        };
    }

    private static void begin(int kind, StationEvent event, ByteSink sink) {
        sink.putByte(kind);
        StampEncoding.put(event.stamp(), sink);
    }

    private static StationEvent getSwap(int kind, ByteSource source) {
        EventStamp stamp = StampEncoding.get(source);
        SwapId swap = new SwapId(source.getText());
        return switch (kind) {
            case SWAP_STARTED -> new StationEvent.SwapStarted(stamp, swap, StampEncoding.getVehicle(source));
            case SWAP_COMPLETED ->
                new StationEvent.SwapCompleted(
                        stamp,
                        swap,
                        StampEncoding.getVehicle(source),
                        PackTransferEncoding.get(source),
                        PackTransferEncoding.get(source));
            default -> new StationEvent.SwapAborted(stamp, swap, Optionally.getText(source));
        };
    }

    private static void putMove(
            PackTransfer transfer, @Nullable VehicleId vehicle, @Nullable SwapId swap, ByteSink sink) {
        PackTransferEncoding.put(transfer, sink);
        StampEncoding.putVehicle(vehicle, sink);
        Optionally.put(swap, sink, (id, to) -> to.putText(id.value()));
    }

    private static StationEvent getMove(int kind, ByteSource source) {
        EventStamp stamp = StampEncoding.get(source);
        @Nullable PackTransfer transfer = PackTransferEncoding.get(source);
        if (transfer == null) {
            throw new IllegalArgumentException("a pack's move must tell the pack");
        }
        @Nullable VehicleId vehicle = StampEncoding.getVehicle(source);
        @Nullable SwapId swap = Optionally.get(source, from -> new SwapId(from.getText()));
        return kind == PACK_IN
                ? new StationEvent.PackIn(stamp, transfer, vehicle, swap)
                : new StationEvent.PackOut(stamp, transfer, vehicle, swap);
    }
}
