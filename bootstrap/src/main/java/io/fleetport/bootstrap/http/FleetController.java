package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.ManageFleets;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.Page;
import io.fleetport.bootstrap.security.Callers;
import io.fleetport.domain.fleet.Fleet;
import io.fleetport.domain.fleet.FleetId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fleets and what is in them. */
@Controller("/api/v1/fleets")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "fleets")
class FleetController {

    private final ManageFleets fleets;
    private final JsonMapper json;
    private final Conditional conditional;
    private final Problems problems;

    FleetController(ManageFleets fleets, JsonMapper json, Conditional conditional, Problems problems) {
        this.fleets = fleets;
        this.json = json;
        this.conditional = conditional;
        this.problems = problems;
    }

    @Get
    @Operation(summary = "Fleets by id", operationId = "listFleets")
    TenancyShapes.FleetList list(
            Authentication authentication,
            @Parameter(description = "the next of an earlier page") @Nullable @QueryValue String cursor,
            @Parameter(description = "1 to 1000, by default 100") @Nullable @QueryValue Integer limit) {
        Page<Fleet> page =
                fleets.list(Callers.of(authentication), RequestValues.text(cursor), RequestValues.limit(limit));
        var shapes = page.items().stream().map(TenancyShapes.Fleet::of).toList();
        return new TenancyShapes.FleetList(shapes.size(), shapes, page.next());
    }

    @Get("/{fleet_id}")
    @Operation(summary = "One fleet with what is in it", operationId = "getFleet")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = TenancyShapes.FilledFleet.class)))
    HttpResponse<?> one(
            HttpRequest<?> request, Authentication authentication, @PathVariable("fleet_id") String fleetId) {
        Optional<ManageFleets.Filled> found = fleets.find(Callers.of(authentication), TenancyValues.fleet(fleetId));
        return found.isPresent()
                ? conditional.of(request, TenancyShapes.FilledFleet.class, TenancyShapes.FilledFleet.of(found.get()))
                : notFound(request, "no such fleet");
    }

    @Put("/{fleet_id}")
    @Operation(summary = "Makes or renames a fleet", operationId = "putFleet")
    @RequestBody(content = @Content(schema = @Schema(implementation = TenancyShapes.FleetChange.class)))
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = TenancyShapes.FilledFleet.class)))
    @ApiResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = TenancyShapes.FilledFleet.class)))
    HttpResponse<?> keep(Authentication authentication, @PathVariable("fleet_id") String fleetId, @Body byte[] body) {
        Caller caller = allowed(authentication);
        FleetId fleet = TenancyValues.fleet(fleetId);
        String name = JsonMembers.read(json, body, Set.of("name")).requiredText("name");
        ManageFleets.Kept kept = fleets.keep(caller, fleet, name);
        return HttpResponse.status(kept.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(TenancyShapes.FilledFleet.of(kept.filled()));
    }

    @Delete("/{fleet_id}")
    @Operation(summary = "Dissolves a fleet; what was in it stays", operationId = "deleteFleet")
    @ApiResponse(responseCode = "204", description = "done")
    HttpResponse<?> remove(
            HttpRequest<?> request, Authentication authentication, @PathVariable("fleet_id") String fleetId) {
        return fleets.remove(allowed(authentication), TenancyValues.fleet(fleetId))
                ? HttpResponse.noContent()
                : notFound(request, "no such fleet");
    }

    @Put("/{fleet_id}/vehicles/{vehicle_id}")
    @Operation(summary = "Puts a vehicle into a fleet", operationId = "putVehicleIntoFleet")
    @ApiResponse(responseCode = "204", description = "done, or it was so already")
    HttpResponse<?> putVehicle(
            HttpRequest<?> request,
            Authentication authentication,
            @PathVariable("fleet_id") String fleetId,
            @PathVariable("vehicle_id") String vehicleId) {
        Caller caller = allowed(authentication);
        boolean done = fleets.assign(
                caller, TenancyValues.fleet(fleetId), RequestValues.vehicle("vehicle_id", vehicleId), true);
        return done ? HttpResponse.noContent() : notFound(request, "no such fleet or vehicle");
    }

    @Delete("/{fleet_id}/vehicles/{vehicle_id}")
    @Operation(summary = "Takes a vehicle out of a fleet", operationId = "takeVehicleOutOfFleet")
    @ApiResponse(responseCode = "204", description = "done, or it was so already")
    HttpResponse<?> takeVehicle(
            HttpRequest<?> request,
            Authentication authentication,
            @PathVariable("fleet_id") String fleetId,
            @PathVariable("vehicle_id") String vehicleId) {
        Caller caller = allowed(authentication);
        boolean done = fleets.assign(
                caller, TenancyValues.fleet(fleetId), RequestValues.vehicle("vehicle_id", vehicleId), false);
        return done ? HttpResponse.noContent() : notFound(request, "no such fleet or vehicle");
    }

    @Put("/{fleet_id}/stations/{station_id}")
    @Operation(summary = "Puts a station into a fleet", operationId = "putStationIntoFleet")
    @ApiResponse(responseCode = "204", description = "done, or it was so already")
    HttpResponse<?> putStation(
            HttpRequest<?> request,
            Authentication authentication,
            @PathVariable("fleet_id") String fleetId,
            @PathVariable("station_id") String stationId) {
        Caller caller = allowed(authentication);
        boolean done = fleets.assign(caller, TenancyValues.fleet(fleetId), StationValues.station(stationId), true);
        return done ? HttpResponse.noContent() : notFound(request, "no such fleet or station");
    }

    @Delete("/{fleet_id}/stations/{station_id}")
    @Operation(summary = "Takes a station out of a fleet", operationId = "takeStationOutOfFleet")
    @ApiResponse(responseCode = "204", description = "done, or it was so already")
    HttpResponse<?> takeStation(
            HttpRequest<?> request,
            Authentication authentication,
            @PathVariable("fleet_id") String fleetId,
            @PathVariable("station_id") String stationId) {
        Caller caller = allowed(authentication);
        boolean done = fleets.assign(caller, TenancyValues.fleet(fleetId), StationValues.station(stationId), false);
        return done ? HttpResponse.noContent() : notFound(request, "no such fleet or station");
    }

    private static Caller allowed(Authentication authentication) {
        Caller caller = Callers.of(authentication);
        caller.require(Permission.MANAGE_FLEETS);
        return caller;
    }

    private HttpResponse<?> notFound(HttpRequest<?> request, String detail) {
        return problems.of(request, ProblemType.NOT_FOUND, detail);
    }

    @Error(JsonMembers.NotAnObject.class)
    HttpResponse<?> notAnObject(HttpRequest<?> request, JsonMembers.NotAnObject exception) {
        return problems.of(request, ProblemType.BAD_REQUEST, exception.getMessage());
    }
}
