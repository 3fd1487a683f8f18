package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.RevealVin;
import io.fleetport.application.port.in.SwitchPositions;
import io.fleetport.bootstrap.security.Callers;
import io.fleetport.domain.vehicle.PositionPrivacy;
import io.fleetport.domain.vehicle.QuietHours;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A vehicle's real VIN, and whether it is kept where the vehicle is. */
@Controller("/api/v1/vehicles/{vehicle_id}")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "privacy")
class PrivacyController {

    private final RevealVin vins;
    private final SwitchPositions positions;
    private final JsonMapper json;
    private final Problems problems;

    PrivacyController(RevealVin vins, SwitchPositions positions, JsonMapper json, Problems problems) {
        this.vins = vins;
        this.positions = positions;
        this.json = json;
        this.problems = problems;
    }

    @Post("/vin")
    @EachTimeAnew
    @Operation(
            summary = "The real VIN of a vehicle; who asked and why goes into the audit log",
            operationId = "revealVin")
    @RequestBody(content = @Content(schema = @Schema(implementation = PrivacyShapes.Reason.class)))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PrivacyShapes.Vin.class)))
    HttpResponse<?> vin(
            HttpRequest<?> request,
            Authentication authentication,
            @PathVariable("vehicle_id") String vehicleId,
            @Body byte[] body) {
        Caller caller = allowed(authentication, Permission.VIEW_VINS);
        var vehicle = RequestValues.vehicle("vehicle_id", vehicleId);
        String reason = JsonMembers.read(json, body, Set.of("reason")).requiredText("reason");
        Optional<String> vin = vins.reveal(caller, vehicle, reason);
        return vin.isPresent()
                ? HttpResponse.ok(new PrivacyShapes.Vin(vehicle.toString(), vin.get()))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                : problems.of(request, ProblemType.NOT_FOUND, "no such vehicle, or its VIN is not kept");
    }

    @Get("/privacy")
    @Operation(summary = "Whether it is kept where a vehicle is", operationId = "getVehiclePrivacy")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = PrivacyShapes.Privacy.class)))
    HttpResponse<?> privacy(
            HttpRequest<?> request, Authentication authentication, @PathVariable("vehicle_id") String vehicleId) {
        return answer(
                request, positions.find(Callers.of(authentication), RequestValues.vehicle("vehicle_id", vehicleId)));
    }

    @Put("/privacy")
    @Operation(
            summary = "Switches off, or on again, that it is kept where a vehicle is",
            operationId = "putVehiclePrivacy",
            description = "By event time, within seconds, for what comes in from then on; what is stored stays.")
    @RequestBody(content = @Content(schema = @Schema(implementation = PrivacyShapes.Privacy.class)))
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = PrivacyShapes.Privacy.class)))
    HttpResponse<?> change(
            HttpRequest<?> request,
            Authentication authentication,
            @PathVariable("vehicle_id") String vehicleId,
            @Body byte[] body) {
        Caller caller = allowed(authentication, Permission.MANAGE_PRIVACY);
        var vehicle = RequestValues.vehicle("vehicle_id", vehicleId);
        PositionPrivacy rule = rule(JsonMembers.read(json, body, Set.of("positions", "schedule")));
        return answer(request, positions.change(caller, vehicle, rule));
    }

    @Error(JsonMembers.NotAnObject.class)
    HttpResponse<?> notAnObject(HttpRequest<?> request, JsonMembers.NotAnObject exception) {
        return problems.of(request, ProblemType.BAD_REQUEST, exception.getMessage());
    }

    private HttpResponse<?> answer(HttpRequest<?> request, Optional<PositionPrivacy> rule) {
        return rule.isPresent()
                ? HttpResponse.ok(PrivacyShapes.Privacy.of(rule.get()))
                : problems.of(request, ProblemType.NOT_FOUND, "no such vehicle");
    }

    /** Who may not is told so before anything about the body. */
    private static Caller allowed(Authentication authentication, Permission permission) {
        Caller caller = Callers.of(authentication);
        caller.require(permission);
        return caller;
    }

    private static PositionPrivacy rule(JsonMembers members) {
        String positions = members.requiredText("positions");
        if (!Set.of("on", "off").contains(positions)) {
            throw new InvalidRequest("positions", "positions must be on or off");
        }
        List<QuietHours> schedule =
                members
                        .objects("schedule", SwitchPositions.MOST_INTERVALS, Set.of("days", "from", "until", "zone"))
                        .stream()
                        .map(PrivacyController::hours)
                        .toList();
        if (positions.equals("on") && !schedule.isEmpty()) {
            throw new InvalidRequest("schedule", "schedule must be empty while positions are on");
        }
        return new PositionPrivacy(positions.equals("off"), schedule);
    }

    private static QuietHours hours(JsonMembers members) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        Set<String> named = members.texts("days", 7);
        if (named != null) {
            named.forEach(text -> days.add(day(text)));
        }
        if (days.isEmpty()) {
            throw new InvalidRequest("schedule.days", "schedule.days must name at least one day");
        }
        return new QuietHours(
                days,
                time("schedule.from", members.text("from")),
                time("schedule.until", members.text("until")),
                zone(members.text("zone")));
    }

    private static DayOfWeek day(String text) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().substring(0, 3).toLowerCase(Locale.ROOT).equals(text)) {
                return day;
            }
        }
        throw new InvalidRequest("schedule.days", "schedule.days must be of mon, tue, wed, thu, fri, sat, sun");
    }

    private static LocalTime time(String field, @Nullable String text) {
        LocalTime time = RequestValues.read(field, text, LocalTime::parse, "a time of day such as 18:00");
        if (time == null) {
            throw new InvalidRequest(field, field + " must not be empty");
        }
        return time;
    }

    private static ZoneId zone(@Nullable String text) {
        ZoneId zone = RequestValues.zone("schedule.zone", text);
        if (zone == null) {
            throw new InvalidRequest("schedule.zone", "schedule.zone must not be empty");
        }
        return zone;
    }
}
