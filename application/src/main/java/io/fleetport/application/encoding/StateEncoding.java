package io.fleetport.application.encoding;

import io.fleetport.domain.vehicle.Observation;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.VehicleState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A vehicle's state as bytes: a version, the newest time seen, then for each observation how long before that it was made
 * and the signal as {@link SignalEncoding} writes it. Without loss and deterministic. Safe to use from many threads.
 */
public final class StateEncoding {

    private static final int VERSION = 1;
    private static final int NOTHING_SEEN = 0;
    private static final int SEEN = 1;

    private StateEncoding() {}

    public static byte[] encode(VehicleState state) {
        List<Observation> observations = state.observations();
        ByteSink sink = new ByteSink(32 + 16 * observations.size());
        sink.putByte(VERSION);
        @Nullable Instant newest = state.newestSeen().orElse(null);
        long base = 0;
        if (newest == null) {
            sink.putByte(NOTHING_SEEN);
        } else {
            base = Micros.of(newest);
            sink.putByte(SEEN);
            sink.putLong(base);
        }
        sink.putVarint(observations.size());
        for (int i = 0; i < observations.size(); i++) {
            Observation observation = observations.get(i);
            sink.putSigned(base - Micros.of(observation.observedAt()));
            SignalEncoding.put(observation.signal(), sink);
        }
        return sink.toByteArray();
    }

    /** @throws IllegalArgumentException when the bytes are not of this form, or of a version newer than this code */
    public static VehicleState decode(byte[] bytes) {
        ByteSource source = new ByteSource(bytes);
        int version = source.getByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("state is of version " + version + ", known is " + VERSION);
        }
        boolean seen = source.getByte() == SEEN;
        long base = seen ? source.getLong() : 0;
        int count = source.getCount(3);
        List<Observation> observations = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Instant observedAt = Micros.toInstant(base - source.getSigned());
            Signal signal = SignalEncoding.get(source);
            observations.add(new Observation(signal, observedAt));
        }
        source.end();
        return VehicleState.of(observations, seen ? Micros.toInstant(base) : null);
    }
}
