package io.fleetport.application.station;

import io.fleetport.application.port.in.ViewStationHistory.Interval;
import io.fleetport.application.port.in.ViewStationHistory.Spread;
import io.fleetport.domain.station.StationReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The reports of one interval, while they are added up in their order. */
final class ReportInterval {

    final Instant begin;
    private final Mean temperature = new Mean();
    private final Mean humidity = new Mean();
    private final Mean power = new Mean();
    private StationReport last;
    private int reports;

    ReportInterval(Instant begin, StationReport first) {
        this.begin = begin;
        this.last = first;
    }

    void add(StationReport report) {
        last = report;
        reports++;
        temperature.add(report.temperatureCelsius());
        humidity.add(report.humidityPercent());
        power.add(report.powerWatts());
    }

    Interval summedUp() {
        return new Interval(begin, reports, last, temperature.spread(), humidity.spread(), power.spread());
    }

    private static final class Mean {
        private double sum;
        private double least = Double.POSITIVE_INFINITY;
        private double greatest = Double.NEGATIVE_INFINITY;
        private int count;

        void add(@Nullable Double value) {
            if (value != null) {
                sum += value;
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
                count++;
            }
        }

        @Nullable
        Spread spread() {
            return count == 0 ? null : new Spread(sum / count, least, greatest);
        }
    }
}
