package io.fleetport.application.replay;

import io.fleetport.application.encoding.Fingerprint;
import io.fleetport.application.port.out.StationHistory;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.vehicle.VinMask;
import io.fleetport.domain.station.StationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The reports of stations that were stored before, so many at a time from where the replay is. The history passes over a report it
 * has; this tells which those are. For one thread.
 */
final class StoredReports {

    private static final int AT_ONCE = 200;
    private static final Duration AT_MOST = Duration.ofDays(1);
    private static final int MOST_STATIONS = 1_000;

    private final StationHistory history;
    private final Map<StationKey, Window> windows = new LinkedHashMap<>(16, 0.75f, true);

    /** What is stored of {@code [from, until)}. */
    private record Window(Instant from, Instant until, Set<Known> known) {
        boolean covers(Instant at) {
            return !at.isBefore(from) && at.isBefore(until);
        }
    }

    private record Known(Instant at, long fingerprint) {
        static Known of(StationReport report) {
            return new Known(report.observedAt(), Fingerprint.of(masked(report)));
        }
    }

    StoredReports(StationHistory history) {
        this.history = history;
    }

    boolean hold(StationKey station, StationReport report) {
        Instant at = report.observedAt();
        @Nullable Window known = windows.get(station);
        Window window = known != null && known.covers(at) ? known : look(station, at);
        return window.known().contains(Known.of(report));
    }

    private Window look(StationKey station, Instant from) {
        Instant end = from.plus(AT_MOST);
        List<StationReport> stored = history.between(station, from, end, null, AT_ONCE);
        Set<Known> known = new HashSet<>();
        stored.forEach(report -> known.add(Known.of(report)));
        // A page that is full may have cut through the reports of its last moment.
        Instant until = stored.size() < AT_ONCE ? end : stored.getLast().observedAt();
        Window window = new Window(from, until.isAfter(from) ? until : from.plusNanos(1_000), known);
        windows.put(station, window);
        if (windows.size() > MOST_STATIONS) {
            windows.remove(windows.keySet().iterator().next());
        }
        return window;
    }

    /** In the archive what looks like a VIN is masked, whatever it was. */
    private static StationReport masked(StationReport report) {
        String firmware = report.firmware();
        return new StationReport(
                report.observedAt(),
                0,
                report.status(),
                report.batteriesAvailable(),
                report.batteriesCharging(),
                report.temperatureCelsius(),
                report.humidityPercent(),
                report.connectorsAvailable(),
                report.connectorsCharging(),
                report.powerWatts(),
                report.energyJoules(),
                report.position(),
                firmware == null ? null : VinMask.mask(firmware));
    }
}
