package io.fleetport.bootstrap.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fleetport.application.port.in.ViewStations.Seen;
import io.fleetport.domain.energy.Energy;
import io.fleetport.domain.motion.Position;
import io.fleetport.domain.station.Fault;
import io.fleetport.domain.station.Slot;
import io.fleetport.domain.station.SlotContent;
import io.fleetport.domain.station.StationReport;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A station. The first seven members are those that stations send themselves. What it never reported is null; its slots and
 * faults are listed with a single one only.
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "Station")
record StationShape(
        String stationId,
        @Nullable Integer batteryAvailable,
        @Nullable Integer batteryCharging,

        @Schema(description = "degrees Celsius") @Nullable Double temperature,

        @Schema(description = "percent, relative") @Nullable Double humidity,

        @Schema(
                type = "string",
                allowableValues = {"operational", "degraded", "maintenance", "offline"})
        @Nullable
        String status,

        @Schema(description = "when it reported this") @Nullable
        Instant timestamp,

        String name,

        @Schema(description = "as reported, else as registered") @Nullable
        Double latitude,

        @Nullable Double longitude,

        @Schema(description = "connected; for a station that never says so, whether it is fresh")
        boolean online,

        @Schema(description = "whether its newest report is recent enough to speak of now")
        boolean fresh,

        @Schema(description = "age of its newest report") @Nullable
        Double ageS,

        @Nullable Instant lastSeenAt,
        Instant registeredAt,
        @Nullable Integer connectorsAvailable,
        @Nullable Integer connectorsCharging,
        @Nullable Double powerKw,
        @Nullable Double energyKwh,
        @Nullable String firmware,
        int slotsTotal,

        @Schema(description = "slots with a pack that may be taken")
        int slotsReady,

        @Schema(description = "faults raised and not cleared")
        int faultsOpen,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<SlotShape> slots,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<FaultShape> faults) {

    /** Something out of order. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "Fault")
    record FaultShape(
            String faultId,
            Instant raisedAt,
            @Nullable String slotId,
            @Nullable String connectorId,
            @Nullable String detail) {
        static FaultShape of(Fault fault) {
            return new FaultShape(
                    fault.id().toString(),
                    fault.raisedAt(),
                    fault.slot() == null ? null : fault.slot().toString(),
                    fault.connector() == null ? null : fault.connector().toString(),
                    fault.detail());
        }
    }

    /** In short. */
    static StationShape of(Seen seen) {
        return of(seen, null, null);
    }

    /** With its slots and faults. */
    static StationShape whole(Seen seen) {
        return of(
                seen,
                seen.state().slots().stream().map(SlotShape::of).toList(),
                seen.state().faults().stream().map(FaultShape::of).toList());
    }

    /** Without what changes although nothing happens. */
    StationShape ageless() {
        return new StationShape(
                stationId,
                batteryAvailable,
                batteryCharging,
                temperature,
                humidity,
                status,
                timestamp,
                name,
                latitude,
                longitude,
                online,
                fresh,
                null,
                lastSeenAt,
                registeredAt,
                connectorsAvailable,
                connectorsCharging,
                powerKw,
                energyKwh,
                firmware,
                slotsTotal,
                slotsReady,
                faultsOpen,
                slots,
                faults);
    }

    private static StationShape of(Seen seen, @Nullable List<SlotShape> slots, @Nullable List<FaultShape> faults) {
        StationReport report = seen.state().report();
        Position position = seen.position();
        return new StationShape(
                seen.station().id().toString(),
                report == null ? null : report.batteriesAvailable(),
                report == null ? null : report.batteriesCharging(),
                report == null ? null : OutwardValues.rounded(report.temperatureCelsius()),
                report == null ? null : OutwardValues.rounded(report.humidityPercent()),
                report == null ? null : OutwardValues.name(report.status()),
                report == null ? null : report.observedAt(),
                seen.station().name(),
                position == null ? null : Place.rounded(position.latitude()),
                position == null ? null : Place.rounded(position.longitude()),
                seen.online(),
                seen.fresh(),
                seen.age() == null ? null : seen.age().toMillis() / 1_000.0,
                seen.state().newestSeen(),
                seen.station().registeredAt(),
                report == null ? null : report.connectorsAvailable(),
                report == null ? null : report.connectorsCharging(),
                report == null ? null : kilowatts(report.powerWatts()),
                report == null ? null : kilowattHours(report.energyJoules()),
                report == null ? null : report.firmware(),
                seen.state().slots().size(),
                ready(seen.state().slots()),
                seen.state().faults().size(),
                slots,
                faults);
    }

    static @Nullable Double kilowatts(@Nullable Double watts) {
        return watts == null ? null : OutwardValues.rounded(watts / 1_000);
    }

    static @Nullable Double kilowattHours(@Nullable Double joules) {
        return joules == null ? null : OutwardValues.rounded(joules / Energy.JOULES_PER_KILOWATT_HOUR);
    }

    private static int ready(List<Slot> slots) {
        int ready = 0;
        for (Slot slot : slots) {
            if (slot.content() instanceof SlotContent.Holding holding && holding.use() == SlotContent.Use.READY) {
                ready++;
            }
        }
        return ready;
    }
}
