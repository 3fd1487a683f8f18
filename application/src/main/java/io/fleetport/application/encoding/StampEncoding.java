package io.fleetport.application.encoding;

import io.fleetport.domain.station.EventStamp;
import io.fleetport.domain.vehicle.VehicleId;
import org.jspecify.annotations.Nullable;

/** What all events of a station have, as bytes. */
public final class StampEncoding {

    private StampEncoding() {}

    public static void put(EventStamp stamp, ByteSink sink) {
        sink.putText(stamp.eventId());
        sink.putVarint(stamp.boot());
        sink.putVarint(stamp.sequence());
        sink.putLong(Micros.of(stamp.at()));
    }

    public static EventStamp get(ByteSource source) {
        return new EventStamp(
                source.getText(), source.getVarint(), source.getVarint(), Micros.toInstant(source.getLong()));
    }

    static void putVehicle(@Nullable VehicleId vehicle, ByteSink sink) {
        Optionally.put(vehicle, sink, (id, to) -> to.putUuid(id.value()));
    }

    static @Nullable VehicleId getVehicle(ByteSource source) {
        return Optionally.get(source, from -> new VehicleId(from.getUuid()));
    }
}
