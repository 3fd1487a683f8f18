package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.ViewUsage;
import io.fleetport.application.port.out.Usage;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an organization used, in all and by the hour. Hours in which nothing was used are left out. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "Usage")
record UsageShape(
        String organization, Instant from, Instant until, TenancyShapes.Quota quota, Counts total, List<Hour> hours) {

    /** What was counted. {@code connectedHours} are those of all vehicles together. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "UsageCounts")
    record Counts(
            long readings,
            long stationMessages,
            long deadLetters,
            long rawBytes,
            long requests,
            double connectedHours) {
        static Counts of(Map<Usage.Meter, Long> amounts) {
            return new Counts(
                    amounts.getOrDefault(Usage.Meter.READINGS, 0L),
                    amounts.getOrDefault(Usage.Meter.STATION_MESSAGES, 0L),
                    amounts.getOrDefault(Usage.Meter.DEAD_LETTERS, 0L),
                    amounts.getOrDefault(Usage.Meter.RAW_BYTES, 0L),
                    amounts.getOrDefault(Usage.Meter.REQUESTS, 0L),
                    Math.round(amounts.getOrDefault(Usage.Meter.CONNECTED_SECONDS, 0L) / 3.6) / 1_000.0);
        }
    }

    /** What was counted in one full hour. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "UsageHour")
    record Hour(Instant hour, Counts counts) {}

    static UsageShape of(ViewUsage.Used used) {
        Map<Instant, Map<Usage.Meter, Long>> byHour = new TreeMap<>();
        Map<Usage.Meter, Long> total = new EnumMap<>(Usage.Meter.class);
        for (Usage.Amount amount : used.amounts()) {
            byHour.computeIfAbsent(amount.hour(), hour -> new EnumMap<>(Usage.Meter.class))
                    .put(amount.meter(), amount.amount());
            total.merge(amount.meter(), amount.amount(), Long::sum);
        }
        List<Hour> hours = new ArrayList<>();
        byHour.forEach((hour, amounts) -> hours.add(new Hour(hour, Counts.of(amounts))));
        return new UsageShape(
                used.organization().value(),
                used.from(),
                used.until(),
                TenancyShapes.Quota.of(used.quota()),
                Counts.of(total),
                hours);
    }
}
