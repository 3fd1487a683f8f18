package io.fleetport.application.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.domain.motion.Position;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.SignalName;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SignalEncodingTest {

    @Property(tries = 500)
    void everySignalComesBackAsItWas(@ForAll("lists") List<Signal> signals) {
        byte[] bytes = SignalEncoding.encode(signals);

        assertThat(SignalEncoding.decode(bytes)).isEqualTo(signals);
        assertThat(SignalEncoding.encode(signals)).isEqualTo(bytes);
    }

    @Property(tries = 200)
    void cutBytesAreRefusedAndNotHalfBelieved(@ForAll("lists") List<Signal> signals) {
        byte[] bytes = SignalEncoding.encode(signals);

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> SignalEncoding.decode(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Provide
    Arbitrary<List<Signal>> lists() {
        return SomeSignals.lists();
    }

    @Test
    void theBytesOfVersionOneNeverChange() {
        List<Signal> signals = List.of(
                new Signal.Quantity(Signals.SPEED, 12.5),
                new Signal.Quantity(Signals.STATE_OF_CHARGE, 80),
                new Signal.Place(Signals.POSITION, new Position(52.5, 13.4)),
                new Signal.Option(Signals.GEAR, "D"),
                new Signal.Quantity(SignalName.of("inside_temp", Unit.CELSIUS, -90, 120), 21.5),
                new Signal.Count(SignalName.of("golden_count", Unit.NONE), 7));

        assertThat(HexFormat.of().formatHex(SignalEncoding.encode(signals)))
                .isEqualTo("0106" + "0201c413" + "010aa001" + "0a0480f5d6f40380b6e57f" + "08080144"
                        + "02" + HexFormat.of().formatHex(insideTemp()) + "cc21"
                        + "0500" + "0c" + "676f6c64656e5f636f756e74" + "00" + "0e");
    }

    /** Code of the key as a varint, Celsius with a range, -90 and 120 as whole numbers. */
    private static byte[] insideTemp() {
        return HexFormat.of().parseHex("8e01" + "86" + "00b301" + "00f001");
    }

    @Test
    void aTypicalReadingIsSmall() {
        List<Signal> signals = new ArrayList<>();
        signals.add(new Signal.Quantity(Signals.SPEED, 100 / 3.6));
        signals.add(new Signal.Quantity(Signals.ODOMETER, 123_456_789.5));
        signals.add(new Signal.Place(Signals.POSITION, new Position(52.520008, 13.404954)));
        signals.add(new Signal.Quantity(Signals.STATE_OF_CHARGE, 67.25));
        signals.add(new Signal.Option(Signals.GEAR, "D"));

        assertThat(SignalEncoding.encode(signals)).hasSizeLessThan(50);
    }

    @Test
    void anUnknownVersionKindOrNameIsRefusedByItsNumber() {
        assertThatThrownBy(() -> SignalEncoding.decode(bytes("0900"))).hasMessageContaining("version 9");
        assertThatThrownBy(() -> SignalEncoding.decode(bytes("01016301"))).hasMessageContaining("kind 99");
        assertThatThrownBy(() -> SignalEncoding.decode(bytes("0101063f"))).hasMessageContaining("name code 63");
        assertThatThrownBy(() -> SignalEncoding.decode(bytes("01010600016178"))).hasMessageContaining("unit code 120");
        assertThatThrownBy(() -> SignalEncoding.decode(bytes("010006"))).hasMessageContaining("too many");
    }

    @Test
    void aNameFirstMetInStoredDataGetsItsUnitAndRangeBack() {
        String key = "first_met_in_stored_data";
        ByteSink sink = new ByteSink(64);
        sink.putBytes(bytes("01010105".substring(0, 4)));
        sink.putByte(1);
        sink.putByte(0);
        sink.putText(key);
        sink.putBytes(bytes("87" + "0000" + "00a01f"));
        sink.putSigned(400);

        Signal signal = SignalEncoding.decode(sink.toByteArray()).getFirst();

        SignalName name = SignalName.of(key, Unit.OHM);
        assertThat(signal).isEqualTo(new Signal.Quantity(name, 400));
        assertThat(name.unit()).isEqualTo(Unit.VOLT);
        assertThat(name.least()).isZero();
        assertThat(name.most()).isEqualTo(2_000);
    }

    @Test
    void everyUnitHasACode() {
        for (Unit unit : Unit.values()) {
            SignalName name = SignalName.of("of_unit_" + unit.name().toLowerCase(java.util.Locale.ROOT), unit);
            List<Signal> signals = List.of(new Signal.Quantity(name, 1));
            assertThat(SignalEncoding.decode(SignalEncoding.encode(signals))).isEqualTo(signals);
        }
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
