package io.fleetport.application.memory;

import io.fleetport.application.encoding.ByteSink;
import io.fleetport.application.encoding.ByteSource;
import io.fleetport.application.encoding.HeardEncoding;
import io.fleetport.application.port.out.LiveEvent;
import io.fleetport.domain.fleet.OrganizationId;
import org.jspecify.annotations.Nullable;

/** Readings as bytes, which are nearly all events of a fleet. The rest stays as it is. Safe to use from many threads. */
record PackedReadings(OrganizationId organization) implements LivePacking<LiveEvent> {

    /** Twenty values take some 200 bytes. */
    private static final int USUAL_BYTES = 256;

    @Override
    public byte @Nullable [] pack(LiveEvent event) {
        if (!(event instanceof LiveEvent.Heard heard)) {
            return null;
        }
        ByteSink sink = new ByteSink(USUAL_BYTES);
        HeardEncoding.put(heard, sink);
        return sink.toByteArray();
    }

    @Override
    public LiveEvent unpack(byte[] bytes) {
        return HeardEncoding.get(organization, new ByteSource(bytes));
    }
}
