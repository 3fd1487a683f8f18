package io.fleetport.bootstrap.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fleetport.application.port.in.ViewStationHistory;
import io.fleetport.application.port.in.ViewStationHistory.Spread;
import io.fleetport.domain.station.StationReport;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a station reported at one time. Of an interval {@code temperature}, {@code humidity} and {@code power_kw} are means with
 * the least and the greatest beside them, and everything else is the last report's.
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "StationReport")
record ReportShape(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant intervalStart,

        @Schema(description = "reports in the interval") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        Integer reports,

        Instant timestamp,
        String status,
        int batteryAvailable,
        int batteryCharging,
        @Nullable Double temperature,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double temperatureMin,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double temperatureMax,
        @Nullable Double humidity,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double humidityMin,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double humidityMax,
        @Nullable Integer connectorsAvailable,
        @Nullable Integer connectorsCharging,
        @Nullable Double powerKw,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double powerKwMin,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double powerKwMax,
        @Nullable Double energyKwh,
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable String firmware) {

    static ReportShape of(ViewStationHistory.Moment moment) {
        return switch (moment) {
            case ViewStationHistory.Reported reported -> of(reported.report());
            case ViewStationHistory.Interval interval ->
                of(
                        interval.begin(),
                        interval.reports(),
                        interval.last(),
                        interval.temperatureCelsius(),
                        interval.humidityPercent(),
                        interval.powerWatts());
        };
    }

    private static ReportShape of(StationReport report) {
        return of(
                null,
                null,
                report,
                single(report.temperatureCelsius()),
                single(report.humidityPercent()),
                single(report.powerWatts()));
    }

    private static ReportShape of(
            @Nullable Instant begin,
            @Nullable Integer reports,
            StationReport last,
            @Nullable Spread temperature,
            @Nullable Spread humidity,
            @Nullable Spread power) {
        boolean spread = begin != null;
        return new ReportShape(
                begin,
                reports,
                last.observedAt(),
                OutwardValues.name(last.status()),
                last.batteriesAvailable(),
                last.batteriesCharging(),
                temperature == null ? null : OutwardValues.rounded(temperature.mean()),
                temperature == null || !spread ? null : OutwardValues.rounded(temperature.least()),
                temperature == null || !spread ? null : OutwardValues.rounded(temperature.greatest()),
                humidity == null ? null : OutwardValues.rounded(humidity.mean()),
                humidity == null || !spread ? null : OutwardValues.rounded(humidity.least()),
                humidity == null || !spread ? null : OutwardValues.rounded(humidity.greatest()),
                last.connectorsAvailable(),
                last.connectorsCharging(),
                power == null ? null : StationShape.kilowatts(power.mean()),
                power == null || !spread ? null : StationShape.kilowatts(power.least()),
                power == null || !spread ? null : StationShape.kilowatts(power.greatest()),
                StationShape.kilowattHours(last.energyJoules()),
                last.position() == null ? null : Place.rounded(last.position().latitude()),
                last.position() == null ? null : Place.rounded(last.position().longitude()),
                last.firmware());
    }

    private static @Nullable Spread single(@Nullable Double value) {
        return value == null ? null : new Spread(value, value, value);
    }
}
