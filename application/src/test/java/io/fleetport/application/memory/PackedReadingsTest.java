package io.fleetport.application.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.encoding.SomeSignals;
import io.fleetport.application.port.out.LiveEvent;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PackedReadingsTest {

    private static final OrganizationId ACME = new OrganizationId("acme");

    private final PackedReadings packing = new PackedReadings(ACME);

    @Property
    void aReadingComesBackAsItWas(
            @ForAll("signals") List<Signal> signals,
            @ForAll("times") Instant observed,
            @ForAll("times") Instant received,
            @ForAll long fingerprint) {
        LiveEvent.Heard heard = new LiveEvent.Heard(
                ACME, "Wagen 1", new Reading(new VehicleId(new UUID(1, 2)), observed, fingerprint, signals), received);

        assertThat(packing.unpack(Objects.requireNonNull(packing.pack(heard)))).isEqualTo(heard);
    }

    @Provide
    Arbitrary<List<Signal>> signals() {
        return SomeSignals.lists();
    }

    @Provide
    Arbitrary<Instant> times() {
        return Arbitraries.longs()
                .between(0, 4_000_000_000L)
                .map(Instant::ofEpochSecond)
                .flatMap(second ->
                        Arbitraries.longs().between(0, 999_999).map(micros -> second.plusNanos(1_000 * micros)));
    }
}
