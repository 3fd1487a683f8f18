package io.fleetport.aws.elasticache;

import io.fleetport.application.encoding.ByteSink;
import io.fleetport.application.encoding.ByteSource;
import io.fleetport.application.encoding.Optionally;
import io.fleetport.domain.motion.Position;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What several kinds of events are made of, as bytes. Times keep their nanoseconds: our own clock's are not cut either. */
final class Parts {

    private Parts() {}

    static void putTime(Instant time, ByteSink sink) {
        sink.putSigned(time.getEpochSecond());
        sink.putVarint(time.getNano());
    }

    static Instant getTime(ByteSource source) {
        long second = source.getSigned();
        long nano = source.getVarint();
        try {
            return Instant.ofEpochSecond(second, nano);
        } catch (ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException("no time is " + second + " s and " + nano + " ns", e);
        }
    }

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

    static void putPosition(Position position, ByteSink sink) {
        sink.putDouble(position.latitude());
        sink.putDouble(position.longitude());
    }

    static Position getPosition(ByteSource source) {
        return new Position(source.getDouble(), source.getDouble());
    }

    static void putVehicle(@Nullable VehicleId vehicle, ByteSink sink) {
        Optionally.put(vehicle, sink, (id, to) -> to.putUuid(id.value()));
    }

    static @Nullable VehicleId getVehicle(ByteSource source) {
        return Optionally.get(source, from -> new VehicleId(from.getUuid()));
    }
}
