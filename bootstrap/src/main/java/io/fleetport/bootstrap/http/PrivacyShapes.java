package io.fleetport.bootstrap.http;

import io.fleetport.domain.fleet.Erasure;
import io.fleetport.domain.vehicle.PositionPrivacy;
import io.fleetport.domain.vehicle.QuietHours;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is said about VINs, privacy and erasures. */
final class PrivacyShapes {

    /** Where an erasure cannot reach, whatever it is of. */
    private static final List<String> NOT_REACHED = List.of(
            "backups and write-ahead logs of the database, and copies of the archive or of the key file",
            "events already sent to webhooks, followers and other software",
            "raw messages of stations and dead letters of credentials that name the vehicle in their own words",
            "what somebody puts at an upload URL signed before, which nobody gets and which goes by itself",
            "the audit log, which names the vehicle by its pseudonym, and this report");

    private PrivacyShapes() {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "Reason")
    record Reason(
            @Schema(description = "why, for the audit log: 10 to 500 characters", minLength = 10, maxLength = 500)
            String reason) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "Vin")
    record Vin(String vehicleId, String vin) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "QuietHours", description = "Hours of the week, by the clocks of the zone.")
    record Hours(
            @Schema(description = "days on which the hours begin: mon, tue, wed, thu, fri, sat, sun")
            List<String> days,

            @Schema(description = "inclusive, such as 18:00")
            String from,

            @Schema(description = "exclusive; not after from means on the day after, equal to it 24 hours")
            String until,

            @Schema(description = "such as Europe/Berlin") String zone) {

        static Hours of(QuietHours hours) {
            return new Hours(
                    hours.days().stream()
                            .sorted()
                            .map(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT))
                            .toList(),
                    hours.from().toString(),
                    hours.until().toString(),
                    hours.zone().getId());
        }
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "VehiclePrivacy")
    record Privacy(
            @Schema(
                    type = "string",
                    allowableValues = {"on", "off"},
                    description = "off: it is not kept where the vehicle is")
            String positions,

            @Schema(description = "when positions are off; always, when there is none") @Nullable
            List<Hours> schedule) {

        static Privacy of(PositionPrivacy rule) {
            return new Privacy(
                    rule.off() ? "off" : "on",
                    rule.schedule().stream().map(Hours::of).toList());
        }
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "ErasureRequest")
    record Request(
            String vehicleId,

            @Schema(
                    type = "string",
                    format = "date-time",
                    description = "begin of the interval in which a driver had the vehicle; without one all of the"
                            + " vehicle is erased")
            @Nullable
            String from,

            @Schema(type = "string", format = "date-time", description = "its end, exclusive, at most 31 days later")
            @Nullable
            String until,

            @Schema(description = "10 to 500 characters", minLength = 10, maxLength = 500)
            String reason) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "Erasure")
    record Report(
            String erasureId,
            String vehicleId,
            @Nullable Instant from,
            @Nullable Instant until,
            String reason,
            String requestedBy,
            Instant requestedAt,

            @Schema(
                    type = "string",
                    allowableValues = {"requested", "underway", "finished"})
            String state,

            @Schema(description = "rows, messages and events removed or made nobody's so far, by place")
            Map<String, Long> removed,

            @Nullable Instant finishedAt,

            @Schema(description = "when the vehicle was let in again; until then what it says is refused") @Nullable
            Instant readmittedAt,

            @Schema(description = "where it cannot reach") List<String> notReached) {

        static Report of(Erasure erasure) {
            return new Report(
                    erasure.id().toString(),
                    erasure.vehicle().toString(),
                    erasure.from(),
                    erasure.until(),
                    erasure.reason(),
                    erasure.requestedBy(),
                    erasure.requestedAt(),
                    erasure.state().name().toLowerCase(Locale.ROOT),
                    new TreeMap<>(erasure.removed()),
                    erasure.finishedAt(),
                    erasure.readmittedAt(),
                    NOT_REACHED);
        }
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "ErasureList")
    record Reports(
            int count, List<Report> erasures, @Nullable String next) {}
}
