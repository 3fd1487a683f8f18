package io.fleetport.aws.elasticache;

import io.fleetport.application.encoding.ByteSink;
import io.fleetport.application.encoding.ByteSource;
import io.fleetport.application.encoding.Optionally;
import io.fleetport.application.encoding.PackTransferEncoding;
import io.fleetport.application.encoding.TimeEncoding;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.Swap;
import io.fleetport.domain.station.SwapId;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A swap of battery packs as bytes. Stateless. */
final class SwapEncoding {

    private static final int UNDERWAY = 0;
    private static final int COMPLETED = 1;
    private static final int ABORTED = 2;
    private static final int ABANDONED = 3;

    private SwapEncoding() {}

    static void put(Swap swap, ByteSink sink) {
        sink.putByte(
                switch (swap) {
                    case Swap.Underway underway -> UNDERWAY;
                    case Swap.Completed completed -> COMPLETED;
                    case Swap.Aborted aborted -> ABORTED;
                    case Swap.Abandoned abandoned -> ABANDONED;
                });
        sink.putText(swap.station().value());
        sink.putText(swap.id().value());
        Parts.putVehicle(swap.vehicle(), sink);
        TimeEncoding.put(swap.startedAt(), sink);
        switch (swap) {
            case Swap.Underway underway -> {}
            case Swap.Completed completed -> {
                TimeEncoding.put(completed.completedAt(), sink);
                PackTransferEncoding.put(completed.returned(), sink);
                PackTransferEncoding.put(completed.delivered(), sink);
            }
            case Swap.Aborted aborted -> {
                TimeEncoding.put(aborted.abortedAt(), sink);
                Optionally.putText(aborted.reason(), sink);
            }
            case Swap.Abandoned abandoned -> TimeEncoding.put(abandoned.abandonedAt(), sink);
        }
    }

    static Swap get(ByteSource source) {
        int state = source.getByte();
        StationId station = new StationId(source.getText());
        SwapId id = new SwapId(source.getText());
        @Nullable VehicleId vehicle = Parts.getVehicle(source);
        Instant startedAt = TimeEncoding.get(source);
        return switch (state) {
            case UNDERWAY -> new Swap.Underway(station, id, vehicle, startedAt);
            case COMPLETED ->
                new Swap.Completed(
                        station,
                        id,
                        vehicle,
                        startedAt,
                        TimeEncoding.get(source),
                        PackTransferEncoding.get(source),
                        PackTransferEncoding.get(source));
            case ABORTED ->
                new Swap.Aborted(station, id, vehicle, startedAt, TimeEncoding.get(source), Optionally.getText(source));
            case ABANDONED -> new Swap.Abandoned(station, id, vehicle, startedAt, TimeEncoding.get(source));
            default -> throw new IllegalArgumentException("swap state " + state + " is not known to this version");
        };
    }
}
