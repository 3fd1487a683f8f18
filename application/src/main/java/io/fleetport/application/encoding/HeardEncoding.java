package io.fleetport.application.encoding;

import io.fleetport.application.port.out.LiveEvent;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;

/**
 * A reading that was just committed, as bytes. The organization is not among them: whoever keeps them knows whose they are.
 * Without loss (text must be valid UTF-16) and deterministic. Safe to use from many threads.
 */
public final class HeardEncoding {

    private HeardEncoding() {}

    public static void put(LiveEvent.Heard heard, ByteSink sink) {
        Reading reading = heard.reading();
        sink.putText(heard.vehicleName());
        sink.putUuid(reading.vehicle().value());
        TimeEncoding.put(heard.receivedAt(), sink);
        TimeEncoding.put(reading.observedAt(), sink);
        sink.putLong(reading.fingerprint());
        SignalEncoding.encode(reading.signals(), sink);
    }

    /** Takes all that is left of the source. @throws IllegalArgumentException when it is not what {@link #put} writes */
    public static LiveEvent.Heard get(OrganizationId organization, ByteSource source) {
        String name = source.getText();
        VehicleId vehicle = new VehicleId(source.getUuid());
        Instant receivedAt = TimeEncoding.get(source);
        Reading reading = new Reading(
                vehicle,
                TimeEncoding.get(source),
                source.getLong(),
                SignalEncoding.decode(source.getBytes(source.remaining())));
        return new LiveEvent.Heard(organization, name, reading, receivedAt);
    }
}
