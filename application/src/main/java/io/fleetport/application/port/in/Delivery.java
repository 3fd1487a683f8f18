package io.fleetport.application.port.in;

import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.TraceContext;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationMessage;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.List;

/**
 * One message from a source whose identity is proven.
 *
 * @param subject the vehicle or station that its sender proved to be
 * @param source which adapter and protocol, for instance {@code tesla} or {@code http}
 * @param receivedAt when the whole message had arrived, by our clock
 * @param raw the message as it came, VINs masked; the array is not copied and must not change
 * @param settlement told once what became of it
 * @param trace what it is a part of, where somebody looks on
 */
public record Delivery(
        Subject subject,
        String source,
        Instant receivedAt,
        Content content,
        byte[] raw,
        Settlement settlement,
        TraceContext trace) {

    public Delivery {
        boolean fits =
                switch (content) {
                    case Said said -> subject instanceof VehicleKey;
                    case StationSaid said -> subject instanceof StationKey;
                    case Unusable unusable -> true;
                };
        if (!fits) {
            throw new IllegalArgumentException("a " + content.getClass().getSimpleName() + " is not about " + subject);
        }
    }

    /** Under whom it is stored. */
    public OrganizationId organization() {
        return subject.organization();
    }

    /** A message that is a part of no trace. */
    public Delivery(
            Subject subject, String source, Instant receivedAt, Content content, byte[] raw, Settlement settlement) {
        this(subject, source, receivedAt, content, raw, settlement, TraceContext.NONE);
    }

    /** A message of a vehicle. */
    public Delivery(
            OrganizationId organization,
            VehicleId vehicle,
            String source,
            Instant receivedAt,
            Content content,
            byte[] raw,
            Settlement settlement) {
        this(new VehicleKey(organization, vehicle), source, receivedAt, content, raw, settlement);
    }

    /** The same message, understood otherwise. */
    public Delivery with(Content other) {
        return new Delivery(subject, source, receivedAt, other, raw, settlement, trace);
    }

    /** The same message, of whose end another hears. */
    public Delivery settledBy(Settlement other) {
        return new Delivery(subject, source, receivedAt, content, raw, other, trace);
    }

    /** The same message, with less of its raw bytes. */
    public Delivery withRaw(byte[] other) {
        return new Delivery(subject, source, receivedAt, content, other, settlement, trace);
    }

    /** The same message as a part of that trace. */
    public Delivery traced(TraceContext by) {
        return new Delivery(subject, source, receivedAt, content, raw, settlement, by);
    }

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

    /** What a station said. */
    public record StationSaid(StationMessage message) implements Content {}

    /** Something that is neither: it becomes a dead letter. {@code detail} explains it to the tenant, without a VIN. */
    public record Unusable(DeadLetterReason reason, String detail) implements Content {}

    /** Hears what became of a delivery. */
    @FunctionalInterface
    public interface Settlement {
        /** Called exactly once, on the intake's thread: must be quick and must not throw. */
        void settled(Outcome outcome);
    }
}
