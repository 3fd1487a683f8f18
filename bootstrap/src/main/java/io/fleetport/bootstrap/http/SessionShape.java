package io.fleetport.bootstrap.http;

import io.fleetport.application.port.out.Sessions;
import io.fleetport.domain.station.ChargingSession;
import io.fleetport.domain.station.ChargingSession.Figures;
import io.fleetport.domain.station.SessionEnergy;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A charging session. A figure nobody measured is null. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "Session")
record SessionShape(
        String sessionId,
        String stationId,
        @Nullable String connectorId,
        @Nullable String vehicleId,

        @Schema(
                type = "string",
                allowableValues = {"underway", "finished", "closed_by_rule"})
        String state,

        @Schema(
                type = "string",
                description = "why it is over although its end was never told",
                allowableValues = {"superseded", "silence"})
        @Nullable
        String closedReason,

        Instant startedAt,
        @Nullable Instant endedAt,

        @Schema(description = "of one closed by rule, the end of what can be vouched for") @Nullable
        Instant lastHeardAt,

        @Nullable Double energyKwh,

        @Schema(
                type = "string",
                allowableValues = {"meter", "station_total", "estimated"})
        @Nullable
        String energySource,

        @Schema(description = "whether the energy is added up in days; an impossible session's is not")
        boolean energyCounts,

        @Nullable Double socStartPercent,
        @Nullable Double socEndPercent,
        @Nullable Double peakKw,
        @Nullable Double ratedKw,

        @Schema(description = "what is odd about it") List<String> flags) {

    static SessionShape of(ChargingSession session) {
        Figures figures = session.figures();
        SessionEnergy energy = figures.energy();
        return new SessionShape(
                session.id().toString(),
                session.station().toString(),
                figures.connector() == null ? null : figures.connector().toString(),
                figures.vehicle() == null ? null : figures.vehicle().toString(),
                OutwardValues.name(Sessions.State.of(session)),
                session instanceof ChargingSession.ClosedByRule closed ? OutwardValues.name(closed.reason()) : null,
                session.startedAt(),
                session instanceof ChargingSession.Finished finished ? finished.endedAt() : null,
                session instanceof ChargingSession.ClosedByRule closed ? closed.lastHeardAt() : null,
                energy == null ? null : StationShape.kilowattHours(energy.joules()),
                energy == null ? null : OutwardValues.name(energy.source()),
                figures.counts(),
                OutwardValues.rounded(figures.socStartPercent()),
                OutwardValues.rounded(figures.socEndPercent()),
                StationShape.kilowatts(figures.peakWatts()),
                StationShape.kilowatts(figures.ratedWatts()),
                figures.flags().stream().sorted().map(OutwardValues::name).toList());
    }
}
