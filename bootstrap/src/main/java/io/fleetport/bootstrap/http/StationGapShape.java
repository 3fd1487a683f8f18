package io.fleetport.bootstrap.http;

import io.fleetport.domain.station.LostEvents;
import io.fleetport.domain.station.StationGap;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A time of which it is not known what happened at a station. The last four members are those of lost events. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "StationGap")
record StationGapShape(
        @Schema(
                type = "string",
                allowableValues = {"silence", "lost_events"})
        String cause,

        Instant from,
        Instant until,
        double durationS,
        @Nullable Long lostCount,
        @Nullable Long boot,
        @Nullable Long firstSequence,
        @Nullable Long lastSequence) {

    static StationGapShape of(StationGap gap) {
        LostEvents lost =
                switch (gap) {
                    case StationGap.Silence silence -> null;
                    case StationGap.Lost events -> events.events();
                };
        return new StationGapShape(
                lost == null ? "silence" : "lost_events",
                gap.from(),
                gap.until(),
                OutwardValues.seconds(Duration.between(gap.from(), gap.until())),
                lost == null ? null : lost.count(),
                lost == null ? null : lost.boot(),
                lost == null ? null : lost.first(),
                lost == null ? null : lost.last());
    }
}
