package io.fleetport.application.port.in;

import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.List;

/**
 * One message from a source whose identity is proven.
 *
 * @param source which adapter and protocol, for instance {@code tesla} or {@code http}
 * @param receivedAt when the whole message had arrived, by our clock
 * @param raw the message as it came, VINs masked; the array is not copied and must not change
 * @param settlement told once what became of it
 */
public record Delivery(
        OrganizationId organization,
        VehicleId vehicle,
        String source,
        Instant receivedAt,
        Content content,
        byte[] raw,
        Settlement settlement) {

    /** What the message held. */
    public sealed interface Content {}

    /**
     * A reading.
     *
     * @param observedAt the source's event time, any precision
     * @param signals at most one per name; values may be implausible
     */
    public record Said(Instant observedAt, List<Signal> signals) implements Content {
        public Said {
            signals = List.copyOf(signals);
        }
    }

    /** Something that is no reading: it becomes a dead letter. {@code detail} explains it to the tenant, without a VIN. */
    public record Unusable(DeadLetterReason reason, String detail) implements Content {}

    /** Hears what became of a delivery. */
    @FunctionalInterface
    public interface Settlement {
        /** Called exactly once, on the intake's thread: must be quick and must not throw. */
        void settled(Outcome outcome);
    }
}
