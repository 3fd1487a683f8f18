package io.fleetport.application.encoding;

import io.fleetport.domain.motion.Position;
import io.fleetport.domain.station.StationReport;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.SignalName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 64 bits drawn from the content of a reading or of a station's report. The order of the signals does not matter, the
 * kind, name and value of each do; unit and range of a name do not. The same for ever: what is stored is found again by
 * it. No defence against someone who looks for collisions; those could only make a sender lose what it said itself.
 */
public final class Fingerprint {

    /** 2^64 divided by the golden ratio, odd: spreads neighbouring numbers (Knuth, The Art of Computer Programming 3, 6.4). */
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private Fingerprint() {}

    public static long of(List<Signal> signals) {
        long sum = signals.size();
        for (int i = 0; i < signals.size(); i++) {
            sum += of(signals.get(i));
        }
        return mixed(sum);
    }

    /**
     * Drawn from everything the report says but its time: each part in the order of {@link StationReport}'s, in SI units,
     * with a mark whether it was said. 14 is the kind, after those of the signals.
     */
    public static long of(StationReport report) {
        long hash = with(mixed(14), report.status().name());
        hash = with(with(hash, report.batteriesAvailable()), report.batteriesCharging());
        hash = with(with(hash, report.temperatureCelsius()), report.humidityPercent());
        hash = with(with(hash, report.connectorsAvailable()), report.connectorsCharging());
        hash = with(with(hash, report.powerWatts()), report.energyJoules());
        Position position = report.position();
        hash = position == null
                ? with(hash, 0)
                : with(with(with(hash, 1), bits(position.latitude())), bits(position.longitude()));
        String firmware = report.firmware();
        return firmware == null ? with(hash, 0) : with(with(hash, 1), firmware);
    }

    private static long with(long hash, @Nullable Double value) {
        return value == null ? with(hash, 0) : with(with(hash, 1), bits(value));
    }

    private static long with(long hash, @Nullable Integer value) {
        return value == null ? with(hash, 0) : with(with(hash, 1), value.longValue());
    }

    /** Zero has one sign only. */
    private static long bits(double value) {
        return Double.doubleToLongBits(value + 0.0);
    }

    private static long of(Signal signal) {
        SignalName name = signal.name();
        return switch (signal) {
            case Signal.Quantity s -> with(begin(1, name), Double.doubleToLongBits(s.value()));
            case Signal.Count s -> with(begin(2, name), s.value());
            case Signal.Flag s -> with(begin(3, name), s.on() ? 1 : 0);
            case Signal.Option s -> with(begin(4, name), s.value());
            case Signal.Text s -> with(begin(5, name), s.value());
            case Signal.Place s ->
                with(
                        with(
                                begin(6, name),
                                Double.doubleToLongBits(s.position().latitude())),
                        Double.doubleToLongBits(s.position().longitude()));
            case Signal.Moment s -> with(begin(7, name), s.at());
            case Signal.TimeOfDay s -> with(begin(8, name), s.time().toNanoOfDay());
            case Signal.Parts s -> with(begin(9, name), s.which());
            case Signal.Alarm s ->
                with(with(with(with(begin(10, name), s.audiences()), s.startedAt()), s.endedAt()), s.detail());
            case Signal.Connection s ->
                with(with(with(begin(11, name), s.connectionId()), s.open() ? 1 : 0), s.networkInterface());
            case Signal.Unmeasurable s -> begin(12, name);
            case Signal.Unrecognised s -> with(begin(13, name), s.raw());
        };
    }

    private static long begin(int kind, SignalName name) {
        return with(mixed(kind), name.key());
    }

    private static long with(long hash, long value) {
        return mixed(hash * GOLDEN + value);
    }

    private static long with(long hash, @Nullable Instant instant) {
        return instant == null ? with(hash, -1) : with(with(hash, instant.getEpochSecond()), instant.getNano());
    }

    private static long with(long hash, List<String> texts) {
        long all = with(hash, texts.size());
        for (String text : texts) {
            all = with(all, text);
        }
        return all;
    }

    /** Four UTF-16 units a step, then the length, so that padding cannot be mistaken for content. */
    private static long with(long hash, String text) {
        long all = hash;
        long word = 0;
        for (int i = 0; i < text.length(); i++) {
            word = word << 16 | text.charAt(i);
            if ((i & 3) == 3) {
                all = with(all, word);
                word = 0;
            }
        }
        return with(with(all, word), text.length());
    }

    private static long with(long hash, byte[] bytes) {
        long all = hash;
        long word = 0;
        for (int i = 0; i < bytes.length; i++) {
            word = word << 8 | bytes[i] & 0xff;
            if ((i & 7) == 7) {
                all = with(all, word);
                word = 0;
            }
        }
        return with(with(all, word), bytes.length);
    }

    /** The 64-bit finalizer of MurmurHash3 (Austin Appleby, in the public domain): each bit in changes half the bits out. */
    private static long mixed(long value) {
        long h = value;
        h ^= h >>> 33;
        h *= 0xff51afd7ed558ccdL;
        h ^= h >>> 33;
        h *= 0xc4ceb9fe1a85ec53L;
        return h ^ h >>> 33;
    }
}
