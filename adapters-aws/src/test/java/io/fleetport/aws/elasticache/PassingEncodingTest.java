package io.fleetport.aws.elasticache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.contract.LiveBusContract;
import io.fleetport.application.port.out.LiveEvent;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.Swap;
import io.fleetport.domain.station.SwapId;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PassingEncodingTest {

    @Property(tries = 1_000)
    void everyEventComesBackAsItWas(@ForAll("events") LiveEvent event) {
        byte[] bytes = PassingEncoding.encode(event);

        assertThat(PassingEncoding.decode(SomeEvents.ACME, bytes)).isEqualTo(new Passing.Event(event));
        assertThat(PassingEncoding.encode(event)).isEqualTo(bytes);
    }

    @Property(tries = 200)
    void cutBytesAreRefusedAndNotHalfBelieved(@ForAll("events") LiveEvent event) {
        byte[] bytes = PassingEncoding.encode(event);

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> PassingEncoding.decode(SomeEvents.ACME, cut))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Provide
    Arbitrary<LiveEvent> events() {
        return SomeEvents.all();
    }

    @ParameterizedTest
    @EnumSource
    void everyMarkComesBackAsItWas(Passing.Mark mark) {
        assertThat(PassingEncoding.decode(SomeEvents.ACME, PassingEncoding.encode(mark)))
                .isEqualTo(mark);
    }

    @Test
    void anEventBelongsToWhoseStreamItIsIn() {
        OrganizationId other = new OrganizationId("other");
        byte[] bytes = PassingEncoding.encode(LiveBusContract.event(SomeEvents.ACME, 1));

        assertThat(PassingEncoding.decode(other, bytes)).isEqualTo(new Passing.Event(LiveBusContract.event(other, 1)));
    }

    @Test
    void theBytesOfVersionOneNeverChange() {
        LiveEvent swap = new LiveEvent.SwapTold(
                SomeEvents.ACME,
                new Swap.Aborted(
                        new StationId("S-1"),
                        new SwapId("w"),
                        null,
                        Instant.ofEpochSecond(1),
                        Instant.ofEpochSecond(-1, 7),
                        "no"));

        assertThat(HexFormat.of().formatHex(PassingEncoding.encode(swap)))
                .isEqualTo("0107" + "02" + "03532d31" + "0177" + "00" + "0200" + "0107" + "01026e6f");
    }

    @Test
    void anUnknownVersionOrKindIsRefusedByItsNumber() {
        assertThatThrownBy(() -> PassingEncoding.decode(SomeEvents.ACME, new byte[] {9, 0}))
                .hasMessageContaining("version 9");
        assertThatThrownBy(() -> PassingEncoding.decode(SomeEvents.ACME, new byte[] {1, 99}))
                .hasMessageContaining("kind 99");
    }
}
