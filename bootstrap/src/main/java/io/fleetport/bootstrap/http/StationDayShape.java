package io.fleetport.bootstrap.http;

import io.fleetport.domain.station.StationDay;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What happened at a station on one local day. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "StationDay")
record StationDayShape(
        @Schema(type = "string", format = "date") String date,

        @Schema(description = "sessions that started on it") int sessions,

        @Schema(description = "given in the sessions that started on it, impossible ones left out") @Nullable
        Double energyKwh,

        @Schema(description = "minutes of all connectors together, by sessions whose end was told") @Nullable
        Double occupiedMinutes,

        @Schema(description = "greatest number of such sessions at one time")
        int peakBusy,

        @Schema(description = "completed swaps that started on it")
        int swaps,

        int flaggedSessions,

        @Schema(description = "whether no events of it are missing")
        boolean complete) {

    static StationDayShape of(StationDay day) {
        return new StationDayShape(
                day.date().toString(),
                day.sessions(),
                StationShape.kilowattHours(day.energyJoules()),
                OutwardValues.rounded(day.occupied().toMillis() / 60_000.0),
                day.peakBusy(),
                day.swaps(),
                day.flaggedSessions(),
                day.complete());
    }
}
