package io.fleetport.application.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.motion.Position;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.trip.Stop;
import io.fleetport.domain.vehicle.Observation;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.SignalName;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.Unit;
import io.fleetport.domain.vehicle.VehicleId;
import io.fleetport.domain.vehicle.VehicleState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class StateEncodingTest {

    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00.123456Z");

    @Property(tries = 300)
    void everyStateComesBackAsItWas(@ForAll("states") VehicleState state) {
        assertThat(StateEncoding.decode(StateEncoding.encode(state))).isEqualTo(state);
    }

    @Provide
    Arbitrary<VehicleState> states() {
        Arbitrary<Observation> observation = Combinators.combine(SomeSignals.signal(), SomeSignals.microInstants())
                .as(Observation::new);
        return Combinators.combine(
                        observation.list().ofMaxSize(20),
                        SomeSignals.microInstants().injectNull(0.1))
                .as((observations, newest) -> {
                    Map<SignalName, Observation> perName = new LinkedHashMap<>();
                    observations.forEach(o -> perName.put(o.signal().name(), o));
                    return VehicleState.of(List.copyOf(perName.values()), newest);
                });
    }

    @Test
    void aVehicleOfWhichOnlyConnectionsWereHeardHasSaidNothingYet() {
        VehicleState state = VehicleState.empty()
                .with(new Reading(
                        new VehicleId(new UUID(1, 2)),
                        NOW,
                        1,
                        List.of(new Signal.Connection(Signals.CONNECTION, "c-1", true, "lte"))));

        VehicleState stored = StateEncoding.decode(StateEncoding.encode(state));

        assertThat(stored.newestSeen()).isEmpty();
        assertThat(stored.find(Signals.OPEN_CONNECTIONS)).isPresent();
        assertThat(stored).isEqualTo(state);
    }

    @Test
    void fortyObservationsTakeLessThanAKilobyte() {
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            SignalName name = SignalName.of("forty_observations_" + i, Unit.PERCENT, 0, 100);
            observations.add(new Observation(new Signal.Quantity(name, i), NOW.minusMillis(500L * i)));
        }
        assertThat(StateEncoding.encode(VehicleState.of(observations, NOW))).hasSizeLessThan(40 * 40);
    }

    @Test
    void anUnknownVersionIsRefused() {
        assertThatThrownBy(() -> StateEncoding.decode(new byte[] {7, 0, 0})).hasMessageContaining("version 7");
        assertThatThrownBy(() -> StopEncoding.decode(new byte[] {7, 0})).hasMessageContaining("version 7");
        assertThatThrownBy(() -> ArchiveEncoding.decode(new byte[] {7, 0})).hasMessageContaining("version 7");
    }

    @Test
    void stopsComeBackWithAndWithoutAPlace() {
        List<Stop> stops = List.of(
                new Stop(NOW, NOW.plusSeconds(61), new Position(52.52, -13.4)),
                new Stop(NOW.plusSeconds(100), NOW.plusSeconds(161), null));

        assertThat(StopEncoding.decode(StopEncoding.encode(stops))).isEqualTo(stops);
        assertThat(StopEncoding.decode(StopEncoding.encode(List.of()))).isEmpty();
    }

    @Test
    void archivedMessagesKeepTheirSubjectSourceAndBytes() {
        List<ArchivedMessage> messages = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            OrganizationId organization = new OrganizationId("org-" + i % 3);
            messages.add(new ArchivedMessage(
                    i % 5 == 0
                            ? new StationKey(organization, new StationId("S-" + i))
                            : new VehicleKey(organization, new VehicleId(new UUID(i, -i))),
                    i % 2 == 0 ? "tesla" : "http",
                    NOW.plusNanos(1_000L * i),
                    ("message " + i).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }

        assertThat(ArchiveEncoding.decode(ArchiveEncoding.encode(messages)))
                .usingRecursiveComparison()
                .isEqualTo(messages);
    }

    @Test
    void messagesFromBeforeThereWereStationsAreVehicles() {
        UUID id = new UUID(3, 4);
        ByteSink sink = new ByteSink(64);
        sink.putByte(1); // version
        sink.putVarint(1); // messages
        sink.putVarint(0);
        sink.putText("org-1");
        sink.putVarint(0);
        sink.putText("tesla");
        sink.putUuid(id);
        sink.putLong(Micros.of(NOW));
        sink.putVarint(1);
        sink.putByte(42);

        assertThat(ArchiveEncoding.decode(sink.toByteArray()))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(new ArchivedMessage(
                        new VehicleKey(new OrganizationId("org-1"), new VehicleId(id)), "tesla", NOW, new byte[] {42}));
    }

    @Property
    void everyMicrosecondIsKept(@ForAll("instants") Instant instant) {
        assertThat(Micros.toInstant(Micros.of(instant))).isEqualTo(instant);
    }

    @Provide
    Arbitrary<Instant> instants() {
        return Arbitraries.oneOf(
                SomeSignals.microInstants(), Arbitraries.of(Instant.EPOCH, Instant.EPOCH.minusNanos(1_000)));
    }

    @Test
    void aFinerInstantIsRefusedRatherThanRounded() {
        assertThatThrownBy(() -> Micros.of(NOW.plusNanos(1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCursorComesBackAndAMadeUpOneIsRefused() {
        UUID id = UUID.fromString("ffffffff-0000-7000-8000-000000000001");
        assertThat(Cursor.byText(Cursor.of("Ünal's car", id))).isEqualTo(new Cursor.ByText("Ünal's car", id));
        assertThat(Cursor.byTime(Cursor.of(NOW, id, id))).isEqualTo(new Cursor.ByTime(NOW, id, id));
        assertThat(Cursor.byName(Cursor.of("P-17"))).isEqualTo(new Cursor.ByName("P-17"));
        assertThat(Cursor.byTimeAtStation(Cursor.of(NOW, "S-1", "w-77")))
                .isEqualTo(new Cursor.ByTimeAtStation(NOW, "S-1", "w-77"));
        for (String wrong : List.of("", "!", "AAAA", Cursor.of("name", id), "ü")) {
            assertThatThrownBy(() -> Cursor.byTime(wrong)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Cursor.byName(wrong)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Cursor.byTimeAtStation(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
