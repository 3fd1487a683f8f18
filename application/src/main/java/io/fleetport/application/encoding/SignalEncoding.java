package io.fleetport.application.encoding;

import io.fleetport.domain.motion.Position;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.SignalName;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signals as bytes: a version, the number of signals, then for each a kind, its name and its value. Without loss (text
 * must be valid UTF-16) and deterministic: equal lists give equal bytes. Safe to use from many threads.
 */
public final class SignalEncoding {

    private static final int VERSION = 1;

    // Kinds. APPEND ONLY: stored data holds these numbers.
    private static final int QUANTITY = 1; // 1 to 4, one for each form of number
    private static final int COUNT = 5;
    private static final int FLAG_OFF = 6;
    private static final int FLAG_ON = 7;
    private static final int OPTION = 8;
    private static final int TEXT = 9;
    private static final int PLACE_SHORT = 10;
    private static final int PLACE = 11;
    private static final int MOMENT = 12;
    private static final int TIME_OF_DAY = 13;
    private static final int PARTS = 14;
    private static final int ALARM = 15;
    private static final int CONNECTION = 16;
    private static final int UNMEASURABLE = 17;
    private static final int UNRECOGNISED = 18;

    /** Positions with at most seven decimals, about a centimetre, are kept as whole numbers of this part of a degree. */
    private static final double PER_DEGREE = 1e7;

    private SignalEncoding() {}

    public static byte[] encode(List<Signal> signals) {
        ByteSink sink = new ByteSink(16 + 12 * signals.size());
        encode(signals, sink);
        return sink.toByteArray();
    }

    /** Appends to the sink; allocates nothing for the common kinds. */
    public static void encode(List<Signal> signals, ByteSink sink) {
        sink.putByte(VERSION);
        sink.putVarint(signals.size());
        for (int i = 0; i < signals.size(); i++) {
            put(signals.get(i), sink);
        }
    }

    /** @throws IllegalArgumentException when the bytes are not of this form, or of a version or kind newer than this code */
    public static List<Signal> decode(byte[] bytes) {
        ByteSource source = new ByteSource(bytes);
        List<Signal> signals = list(source);
        source.end();
        return signals;
    }

    /** Reads on where a list was appended. */
    static List<Signal> list(ByteSource source) {
        int version = source.getByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("signals are of version " + version + ", known is " + VERSION);
        }
        int count = source.getCount(2);
        List<Signal> signals = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            signals.add(get(source));
        }
        return signals;
    }

    static void put(Signal signal, ByteSink sink) {
        switch (signal) {
            case Signal.Quantity s -> {
                int form = NumberEncoding.formOf(s.value());
                begin(QUANTITY + form, s.name(), sink);
                NumberEncoding.put(form, s.value(), sink);
            }
            case Signal.Count s -> {
                begin(COUNT, s.name(), sink);
                sink.putSigned(s.value());
            }
            case Signal.Flag s -> begin(s.on() ? FLAG_ON : FLAG_OFF, s.name(), sink);
            case Signal.Option s -> putText(OPTION, s.name(), s.value(), sink);
            case Signal.Text s -> putText(TEXT, s.name(), s.value(), sink);
            case Signal.Place s -> putPlace(s, sink);
            case Signal.Moment s -> {
                begin(MOMENT, s.name(), sink);
                putInstant(s.at(), sink);
            }
            case Signal.TimeOfDay s -> {
                begin(TIME_OF_DAY, s.name(), sink);
                sink.putVarint(s.time().toNanoOfDay());
            }
            case Signal.Parts s -> {
                begin(PARTS, s.name(), sink);
                putTexts(s.which(), sink);
            }
            case Signal.Alarm s -> {
                begin(ALARM, s.name(), sink);
                putTexts(s.audiences(), sink);
                putOptional(s.startedAt(), sink);
                putOptional(s.endedAt(), sink);
                sink.putText(s.detail());
            }
            case Signal.Connection s -> {
                begin(CONNECTION, s.name(), sink);
                sink.putText(s.connectionId());
                sink.putByte(s.open() ? 1 : 0);
                sink.putText(s.networkInterface());
            }
            case Signal.Unmeasurable s -> begin(UNMEASURABLE, s.name(), sink);
            case Signal.Unrecognised s -> {
                begin(UNRECOGNISED, s.name(), sink);
                byte[] raw = s.raw();
                sink.putVarint(raw.length);
                sink.putBytes(raw);
            }
        }
    }

    static Signal get(ByteSource source) {
        int kind = source.getByte();
        SignalName name = NameEncoding.get(source);
        return switch (kind) {
            case QUANTITY, QUANTITY + 1, QUANTITY + 2, QUANTITY + 3 ->
                new Signal.Quantity(name, NumberEncoding.get(kind - QUANTITY, source));
            case COUNT -> new Signal.Count(name, source.getSigned());
            case FLAG_OFF -> new Signal.Flag(name, false);
            case FLAG_ON -> new Signal.Flag(name, true);
            case OPTION -> new Signal.Option(name, source.getText());
            case TEXT -> new Signal.Text(name, source.getText());
            case PLACE_SHORT ->
                new Signal.Place(name, new Position(source.getSigned() / PER_DEGREE, source.getSigned() / PER_DEGREE));
            case PLACE -> new Signal.Place(name, new Position(source.getDouble(), source.getDouble()));
            case MOMENT -> new Signal.Moment(name, getInstant(source));
            case TIME_OF_DAY -> new Signal.TimeOfDay(name, getTimeOfDay(source));
            case PARTS -> new Signal.Parts(name, getTexts(source));
            case ALARM ->
                new Signal.Alarm(name, getTexts(source), getOptional(source), getOptional(source), source.getText());
            case CONNECTION -> new Signal.Connection(name, source.getText(), source.getByte() != 0, source.getText());
            case UNMEASURABLE -> new Signal.Unmeasurable(name);
            case UNRECOGNISED -> new Signal.Unrecognised(name, source.getBytes(source.getCount(1)));
            default ->
                throw new IllegalArgumentException(
                        "signal kind " + kind + " of " + name + " is not known to this version");
        };
    }

    private static void begin(int kind, SignalName name, ByteSink sink) {
        sink.putByte(kind);
        NameEncoding.put(name, sink);
    }

    private static void putText(int kind, SignalName name, String text, ByteSink sink) {
        begin(kind, name, sink);
        sink.putText(text);
    }

    private static void putPlace(Signal.Place place, ByteSink sink) {
        double latitude = place.position().latitude();
        double longitude = place.position().longitude();
        if (isShort(latitude) && isShort(longitude)) {
            begin(PLACE_SHORT, place.name(), sink);
            sink.putSigned((long) Math.rint(latitude * PER_DEGREE));
            sink.putSigned((long) Math.rint(longitude * PER_DEGREE));
        } else {
            begin(PLACE, place.name(), sink);
            sink.putDouble(latitude);
            sink.putDouble(longitude);
        }
    }

    private static boolean isShort(double degrees) {
        return Math.rint(degrees * PER_DEGREE) / PER_DEGREE == degrees
                && (degrees != 0 || Double.doubleToRawLongBits(degrees) == 0); // minus zero has no short form
    }

    private static void putTexts(List<String> texts, ByteSink sink) {
        sink.putVarint(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            sink.putText(texts.get(i));
        }
    }

    private static List<String> getTexts(ByteSource source) {
        int count = source.getCount(1);
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(source.getText());
        }
        return texts;
    }

    private static void putOptional(@Nullable Instant instant, ByteSink sink) {
        sink.putByte(instant == null ? 0 : 1);
        if (instant != null) {
            putInstant(instant, sink);
        }
    }

    private static @Nullable Instant getOptional(ByteSource source) {
        return source.getByte() == 0 ? null : getInstant(source);
    }

    static void putInstant(Instant instant, ByteSink sink) {
        sink.putSigned(instant.getEpochSecond());
        sink.putVarint(instant.getNano());
    }

    static Instant getInstant(ByteSource source) {
        long second = source.getSigned();
        long nano = source.getVarint();
        if (second < Instant.MIN.getEpochSecond() || second > Instant.MAX.getEpochSecond() || nano > 999_999_999) {
            throw new IllegalArgumentException("instant " + second + " s " + nano + " ns does not exist");
        }
        return Instant.ofEpochSecond(second, nano);
    }

    private static LocalTime getTimeOfDay(ByteSource source) {
        long nanos = source.getVarint();
        if (nanos < 0 || nanos > LocalTime.MAX.toNanoOfDay()) {
            throw new IllegalArgumentException("time of day of " + nanos + " ns does not exist");
        }
        return LocalTime.ofNanoOfDay(nanos);
    }
}
