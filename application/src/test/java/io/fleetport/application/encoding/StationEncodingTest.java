package io.fleetport.application.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.domain.station.EventStamp;
import io.fleetport.domain.station.PackCondition;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.SessionFacts;
import io.fleetport.domain.station.Slot;
import io.fleetport.domain.station.SlotContent;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationEvent.SwapStarted;
import io.fleetport.domain.station.StationState;
import io.fleetport.domain.station.SwapFacts;
import io.fleetport.domain.station.SwapId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class StationEncodingTest {

    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00.123456Z");

    @Property(tries = 300)
    void everyStateComesBackAsItWas(@ForAll("states") StationState state) {
        assertThat(StationStateEncoding.decode(StationStateEncoding.encode(state)))
                .isEqualTo(state);
    }

    @Property(tries = 300)
    void allThatIsKnownOfASwapComesBack(@ForAll("swaps") SwapFacts facts) {
        assertThat(SwapFactsEncoding.decode(SwapFactsEncoding.encode(facts))).isEqualTo(facts);
    }

    @Property(tries = 300)
    void allThatIsKnownOfASessionComesBack(@ForAll("sessions") SessionFacts facts) {
        assertThat(SessionFactsEncoding.decode(SessionFactsEncoding.encode(facts)))
                .isEqualTo(facts);
    }

    @Property(tries = 100)
    void oneAfterTheOtherTheyAreToldApart(
            @ForAll("states") StationState state,
            @ForAll("swaps") SwapFacts swap,
            @ForAll("sessions") SessionFacts session) {
        ByteSink sink = new ByteSink(16);
        SessionFactsEncoding.put(session, sink);
        StationStateEncoding.put(state, sink);
        SwapFactsEncoding.put(swap, sink);

        ByteSource source = new ByteSource(sink.toByteArray());
        assertThat(SessionFactsEncoding.get(source)).isEqualTo(session);
        assertThat(StationStateEncoding.get(source)).isEqualTo(state);
        assertThat(SwapFactsEncoding.get(source)).isEqualTo(swap);
        source.end();
    }

    @Property(tries = 100)
    void bytesThatEndEarlyAreRefused(@ForAll("states") StationState state) {
        byte[] bytes = StationStateEncoding.encode(state);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> StationStateEncoding.decode(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Provide
    Arbitrary<StationState> states() {
        return SomeStations.states();
    }

    @Provide
    Arbitrary<SwapFacts> swaps() {
        return SomeStations.swaps();
    }

    @Provide
    Arbitrary<SessionFacts> sessions() {
        return SomeStations.sessions();
    }

    @Test
    void thirtySlotsTakeLessThanAKilobyte() {
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            PackCondition condition = new PackCondition(63.5 + i, 96.0, 31.25);
            SlotContent content =
                    new SlotContent.Holding(new PackId("P-" + 1_000 + i), SlotContent.Use.READY, condition);
            slots.add(new Slot(new SlotId("" + i), content, NOW.minusSeconds(i)));
        }
        StationState state = new StationState(null, null, slots, List.of(), NOW);

        assertThat(StationStateEncoding.encode(state)).hasSizeBetween(300, 1_024);
    }

    @Test
    void anUnknownVersionIsRefused() {
        assertThatThrownBy(() -> StationStateEncoding.decode(new byte[] {7, 0})).hasMessageContaining("version 7");
        assertThatThrownBy(() -> SwapFactsEncoding.decode(new byte[] {7, 0})).hasMessageContaining("version 7");
        assertThatThrownBy(() -> SessionFactsEncoding.decode(new byte[] {7, 0})).hasMessageContaining("version 7");
    }

    @Test
    void anEventOfAnotherSwapIsRefusedRatherThanRenamed() {
        SwapStarted other = new SwapStarted(new EventStamp("e-1", 0, 1, NOW), new SwapId("w-2"), null);

        assertThatThrownBy(() -> SwapFactsEncoding.encode(
                        SwapFacts.nothing(new SwapId("w-1")).with(other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("w-2");
    }
}
