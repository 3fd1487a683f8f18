package io.fleetport.application.encoding;

import io.fleetport.domain.motion.Position;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.SignalName;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.Unit;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Signals of every kind, with the values that are most likely to be kept wrong. */
public final class SomeSignals {

    private static final SignalName ODD = SignalName.of("never_heard_of_9", Unit.NEWTON_METRE, -12.5, 1e6);

    private SomeSignals() {}

    public static Arbitrary<List<Signal>> lists() {
        return signal().list().ofMaxSize(30);
    }

    static Arbitrary<SignalName> names() {
        return Arbitraries.of(
                Signals.SPEED,
                Signals.POSITION,
                Signals.OPEN_CONNECTIONS,
                ODD,
                SignalName.of("inside_temp", Unit.CELSIUS, -90, 120),
                SignalName.of("tpms_pressure_fl", Unit.PASCAL),
                SignalName.of("only_a_lower_limit", Unit.METRE, 0, Double.POSITIVE_INFINITY));
    }

    static Arbitrary<Signal> signal() {
        Arbitrary<SignalName> name = names();
        Arbitrary<String> text = text();
        return Arbitraries.oneOf(
                combine(name, numbers(), Signal.Quantity::new),
                combine(name, Arbitraries.longs(), Signal.Count::new),
                combine(name, Arbitraries.of(true, false), Signal.Flag::new),
                combine(name, text, Signal.Option::new),
                combine(name, text, Signal.Text::new),
                combine(name, positions(), Signal.Place::new),
                combine(name, instants(), Signal.Moment::new),
                combine(
                        name,
                        Arbitraries.longs()
                                .between(0, LocalTime.MAX.toNanoOfDay())
                                .map(LocalTime::ofNanoOfDay),
                        Signal.TimeOfDay::new),
                combine(name, text.list().ofMaxSize(4), Signal.Parts::new),
                Combinators.combine(
                                name,
                                text.list().ofMaxSize(3),
                                instants().injectNull(0.3),
                                instants().injectNull(0.3),
                                text)
                        .as(Signal.Alarm::new),
                Combinators.combine(name, text, Arbitraries.of(true, false), text)
                        .as(Signal.Connection::new),
                name.map(Signal.Unmeasurable::new),
                combine(name, Arbitraries.bytes().array(byte[].class).ofMaxSize(40), Signal.Unrecognised::new));
    }

    public static Arbitrary<Double> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        0.0,
                        -0.0,
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        Double.MIN_VALUE,
                        Double.MAX_VALUE,
                        0.1,
                        -0.07,
                        12.34,
                        0x1p40,
                        -0x1p53,
                        27.77777777777778),
                Arbitraries.integers().map(i -> (double) i),
                Arbitraries.integers().between(-1_000_000, 1_000_000).map(i -> i / 100.0),
                Arbitraries.floats().map(f -> (double) f),
                Arbitraries.longs().map(Double::longBitsToDouble).filter(d -> !Double.isNaN(d)));
    }

    public static Arbitrary<Position> positions() {
        Arbitrary<Position> any = Combinators.combine(
                        Arbitraries.doubles().between(-90, 90).ofScale(15),
                        Arbitraries.doubles().between(-180, 180).ofScale(15))
                .as(Position::new);
        Arbitrary<Position> short_ = Combinators.combine(
                        Arbitraries.integers().between(-900_000_000, 900_000_000),
                        Arbitraries.integers().between(-1_800_000_000, 1_800_000_000))
                .as((a, b) -> new Position(a / 1e7, b / 1e7));
        return Arbitraries.oneOf(any, short_, Arbitraries.of(new Position(-0.0, 0), new Position(90, -180)));
    }

    public static Arbitrary<Instant> instants() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        Instant.MIN, Instant.MAX, Instant.EPOCH, Instant.parse("1969-12-31T23:59:59.999999999Z")),
                Combinators.combine(
                                Arbitraries.longs().between(-4_000_000_000L, 8_000_000_000L),
                                Arbitraries.integers().between(0, 999_999_999))
                        .as(Instant::ofEpochSecond));
    }

    public static Arbitrary<Instant> microInstants() {
        return Arbitraries.longs()
                .between(-4_000_000_000_000_000L, 8_000_000_000_000_000L)
                .map(Micros::toInstant);
    }

    private static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ascii().ofMaxLength(12),
                Arbitraries.of("", "D", "ü", "日本", "🚗 of \u0000 nul", "x".repeat(300)));
    }

    private static <A, B, T extends Signal> Arbitrary<Signal> combine(
            Arbitrary<A> a, Arbitrary<B> b, java.util.function.BiFunction<A, B, T> make) {
        return Combinators.combine(a, b).as((x, y) -> make.apply(x, y));
    }

    static final Comparator<Signal> BY_NAME = Comparator.comparing(Signal::name);
}
