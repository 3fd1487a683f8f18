package io.fleetport.aws.elasticache;

import io.fleetport.application.encoding.ByteSink;
import io.fleetport.application.encoding.ByteSource;
import io.fleetport.application.encoding.Optionally;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What several kinds of events are made of, as bytes. Lengths of time keep their nanoseconds. */
final class Parts {

    private Parts() {}

    static void putLength(Duration length, ByteSink sink) {
        sink.putSigned(length.getSeconds());
        sink.putVarint(length.getNano());
    }

    static Duration getLength(ByteSource source) {
        long seconds = source.getSigned();
        long nanos = source.getVarint();
        try {
            return Duration.ofSeconds(seconds, nanos);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("no length of time is " + seconds + " s and " + nanos + " ns", e);
        }
    }

    static void putVehicle(@Nullable VehicleId vehicle, ByteSink sink) {
        Optionally.put(vehicle, sink, (id, to) -> to.putUuid(id.value()));
    }

    static @Nullable VehicleId getVehicle(ByteSource source) {
        return Optionally.get(source, from -> new VehicleId(from.getUuid()));
    }
}
