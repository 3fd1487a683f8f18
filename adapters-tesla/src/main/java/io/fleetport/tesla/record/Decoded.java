package io.fleetport.tesla.record;

import io.fleetport.domain.vehicle.Signal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a record holds.
 *
 * @param vin the VIN the record names, not to be believed; empty when it names none
 * @param createdAt the sender's clock, null when it did not say; between the years 1 and 9999
 * @param resend whether the vehicle says it sent the record before
 * @param signals at most one per name
 */
public record Decoded(String vin, @Nullable Instant createdAt, boolean resend, List<Signal> signals) {
    public Decoded {
        signals = List.copyOf(signals);
    }
}
