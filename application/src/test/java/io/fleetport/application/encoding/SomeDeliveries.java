package io.fleetport.application.encoding;

import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.TraceContext;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.StationMessage;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Deliveries of one vehicle or station, of every kind of content. */
public final class SomeDeliveries {

    private static final VehicleKey VEHICLE =
            new VehicleKey(new OrganizationId("acme"), new VehicleId(new UUID(0x0123456789abcdefL, -2)));
    private static final StationKey STATION = new StationKey(new OrganizationId("grid-7"), new StationId("ST-0001"));

    private SomeDeliveries() {}

    public static Arbitrary<List<Delivery>> lists() {
        return Arbitraries.oneOf(
                of(VEHICLE, Arbitraries.oneOf(said(), unusable())),
                of(STATION, Arbitraries.oneOf(stationSaid(), unusable())));
    }

    private static Arbitrary<List<Delivery>> of(Subject subject, Arbitrary<Delivery.Content> content) {
        return Combinators.combine(
                        Arbitraries.of("tesla", "mqtt", "http"),
                        SomeSignals.instants(),
                        content,
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(60),
                        traces())
                .as((source, at, what, raw, trace) ->
                        new Delivery(subject, source, at, what, raw, outcome -> {}, trace))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    private static Arbitrary<TraceContext> traces() {
        return Arbitraries.oneOf(
                        Arbitraries.just(TraceContext.NONE),
                        Combinators.combine(
                                        Arbitraries.longs(),
                                        Arbitraries.longs().filter(half -> half != 0),
                                        Arbitraries.longs().filter(step -> step != 0),
                                        Arbitraries.integers().between(0, 255))
                                .as(TraceContext::new))
                .withoutEdgeCases(); // they would multiply with those of the rest
    }

    private static Arbitrary<Delivery.Content> said() {
        return Combinators.combine(SomeSignals.instants(), SomeSignals.lists()).as(Delivery.Said::new);
    }

    private static Arbitrary<Delivery.Content> stationSaid() {
        return messages().map(Delivery.StationSaid::new);
    }

    private static Arbitrary<Delivery.Content> unusable() {
        return Combinators.combine(Arbitraries.of(DeadLetterReason.class), Arbitraries.of("", "not JSON", "ü 日本"))
                .as(Delivery.Unusable::new);
    }

    private static Arbitrary<StationMessage> messages() {
        return Arbitraries.oneOf(
                SomeStations.reports().map(StationMessage.Reported::new),
                Combinators.combine(
                                SomeSignals.microInstants(),
                                SomeStations.slots().list().ofMaxSize(8))
                        .as(StationMessage.SlotsSeen::new),
                SomeStations.events().map(StationMessage.Happened::new),
                Combinators.combine(SomeSignals.microInstants(), Arbitraries.of(true, false))
                        .as(StationMessage.Presence::new),
                Combinators.combine(
                                SomeSignals.microInstants(),
                                Arbitraries.create(UUID::randomUUID),
                                Arbitraries.of(StationMessage.Answer.class),
                                SomeStations.optionalTexts())
                        .as(StationMessage.Answered::new));
    }
}
