package io.fleetport.application.port.out;

import io.fleetport.domain.vehicle.Reading;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All readings ever committed. Written through {@link TelemetryLedger}. Safe to call from many threads. May throw {@link PortUnavailable}. */
public interface History {

    /**
     * Readings of one vehicle in {@link Reading#EVENT_ORDER}, observed in {@code [from, until)}.
     *
     * @param after only readings that come after this one in event order; null for all. To read on, hand in the last one got
     * @param limit 1 to 10,000
     */
    List<Reading> between(VehicleKey key, Instant from, Instant until, @Nullable Reading after, int limit);
}
