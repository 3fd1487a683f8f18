package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.ViewHistory;
import io.fleetport.application.port.in.ViewVehicles;
import io.fleetport.application.port.in.ViewVehicles.Seen;
import io.fleetport.application.port.out.Page;
import io.fleetport.bootstrap.security.Callers;
import io.fleetport.domain.vehicle.VehicleId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Vehicles, their state and their history. */
@Controller("/api/v1/vehicles")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "vehicles")
class VehicleController {

    private final ViewVehicles vehicles;
    private final ViewHistory history;
    private final Conditional conditional;
    private final Problems problems;

    VehicleController(ViewVehicles vehicles, ViewHistory history, Conditional conditional, Problems problems) {
        this.vehicles = vehicles;
        this.history = history;
        this.conditional = conditional;
        this.problems = problems;
    }

    @Get
    @Operation(summary = "Vehicles by name", operationId = "listVehicles")
    ListShapes.VehicleList list(
            Authentication authentication,
            @Parameter(description = "only vehicles with exactly this display name") @Nullable @QueryValue String name,
            @Parameter(description = "the next of an earlier page") @Nullable @QueryValue String cursor,
            @Parameter(description = "1 to 1000, by default 100") @Nullable @QueryValue Integer limit) {
        Page<Seen> page = vehicles.list(
                Callers.of(authentication),
                RequestValues.text(name),
                RequestValues.text(cursor),
                RequestValues.limit(limit));
        var shapes = page.items().stream().map(VehicleShape::of).toList();
        return new ListShapes.VehicleList(shapes.size(), shapes, page.next());
    }

    @Get("/{vehicle_id}")
    @Operation(summary = "One vehicle", operationId = "getVehicle")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = VehicleShape.class)))
    HttpResponse<?> one(
            HttpRequest<?> request, Authentication authentication, @PathVariable("vehicle_id") String vehicleId) {
        Optional<Seen> seen = find(authentication, vehicleId);
        return seen.isPresent()
                ? conditional.of(request, VehicleShape.class, VehicleShape.of(seen.get()))
                : notFound(request);
    }

    @Get("/{vehicle_id}/state")
    @Operation(summary = "Everything a vehicle last said, each signal with its time", operationId = "getVehicleState")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = StateShape.class)))
    HttpResponse<?> state(
            HttpRequest<?> request, Authentication authentication, @PathVariable("vehicle_id") String vehicleId) {
        Optional<Seen> seen = find(authentication, vehicleId);
        return seen.isPresent()
                ? conditional.of(request, StateShape.class, StateShape.of(seen.get()))
                : notFound(request);
    }

    @Get("/{vehicle_id}/history")
    @Operation(summary = "What a vehicle said over time, oldest first", operationId = "getVehicleHistory")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ListShapes.History.class)))
    HttpResponse<?> history(
            HttpRequest<?> request,
            Authentication authentication,
            @PathVariable("vehicle_id") String vehicleId,
            @Parameter(description = "inclusive", schema = @Schema(type = "string", format = "date-time"))
                    @Nullable
                    @QueryValue
                    String from,
            @Parameter(description = "exclusive", schema = @Schema(type = "string", format = "date-time"))
                    @Nullable
                    @QueryValue
                    String until,
            @Parameter(description = "outward names with commas between, such as speed_kmh,position")
                    @Nullable
                    @QueryValue
                    String signals,
            @Parameter(description = "thin to the last value of each signal per interval, 1s to 1d, such as 60s")
                    @Nullable
                    @QueryValue
                    String every,
            @Parameter(description = "the next of an earlier page") @Nullable @QueryValue String cursor,
            @Parameter(description = "1 to 1000, by default 100") @Nullable @QueryValue Integer limit) {
        Caller caller = Callers.of(authentication);
        VehicleId vehicle = RequestValues.vehicle("vehicle_id", vehicleId);
        Duration interval = RequestValues.duration("every", every);
        ViewHistory.Query query = new ViewHistory.Query(
                vehicle,
                RequestValues.instant("from", from),
                RequestValues.instant("until", until),
                RequestValues.set(signals),
                interval);
        Optional<Page<ViewHistory.Moment>> page =
                history.of(caller, query, RequestValues.text(cursor), RequestValues.limit(limit));
        if (page.isEmpty()) {
            return notFound(request);
        }
        var shapes = page.get().items().stream()
                .map(moment -> MomentShape.of(moment, interval != null))
                .toList();
        return HttpResponse.ok(new ListShapes.History(
                shapes.size(), vehicle.toString(), shapes, page.get().next()));
    }

    private Optional<Seen> find(Authentication authentication, String vehicleId) {
        return vehicles.find(Callers.of(authentication), RequestValues.vehicle("vehicle_id", vehicleId));
    }

    private HttpResponse<?> notFound(HttpRequest<?> request) {
        return problems.of(request, ProblemType.NOT_FOUND, "no such vehicle");
    }
}
