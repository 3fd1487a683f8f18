package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.ClaimVehicles;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.Page;
import io.fleetport.bootstrap.security.Callers;
import io.fleetport.domain.fleet.VehicleClaim;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
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
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which vehicles are whose. */
@Controller("/api/v1/vehicle-claims")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "vehicle claims")
class VehicleClaimController {

    private final ClaimVehicles claims;
    private final JsonMapper json;
    private final Conditional conditional;
    private final Problems problems;

    VehicleClaimController(ClaimVehicles claims, JsonMapper json, Conditional conditional, Problems problems) {
        this.claims = claims;
        this.json = json;
        this.conditional = conditional;
        this.problems = problems;
    }

    @Get
    @Operation(
            summary = "Claims to vehicles, newest first",
            operationId = "listVehicleClaims",
            description = "The operator sees those of all organizations.")
    TenancyShapes.VehicleClaimList list(
            Authentication authentication,
            @Parameter(description = "pending, proven, approved, rejected, released") @Nullable @QueryValue
                    String state,
            @Parameter(description = "the next of an earlier page") @Nullable @QueryValue String cursor,
            @Parameter(description = "1 to 1000, by default 100") @Nullable @QueryValue Integer limit) {
        Page<VehicleClaim> page = claims.list(
                Callers.of(authentication),
                RequestValues.option("state", state, VehicleClaim.State.class),
                RequestValues.text(cursor),
                RequestValues.limit(limit));
        var shapes = page.items().stream().map(TenancyShapes.VehicleClaim::of).toList();
        return new TenancyShapes.VehicleClaimList(shapes.size(), shapes, page.next());
    }

    @Post
    @Operation(
            summary = "Claims a vehicle",
            operationId = "claimVehicle",
            description =
                    "Pending until the vehicle comes in under the organization's host name or the operator approves.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TenancyShapes.VehicleClaimCreation.class)))
    @ApiResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = TenancyShapes.VehicleClaim.class)))
    HttpResponse<?> create(HttpRequest<?> request, Authentication authentication, @Body byte[] body) {
        Caller caller = allowed(authentication, Permission.CLAIM_VEHICLES);
        JsonMembers given = JsonMembers.read(json, body, Set.of("vin", "proof"));
        Optional<VehicleClaim> made = claims.claim(caller, given.requiredText("vin"), given.text("proof"));
        if (made.isEmpty()) {
            return problems.of(request, ProblemType.CONFLICT, "the organization claims this vehicle already");
        }
        return HttpResponse.created(
                TenancyShapes.VehicleClaim.of(made.get()),
                URI.create("/api/v1/vehicle-claims/" + made.get().id()));
    }

    @Get("/{claim_id}")
    @Operation(summary = "One claim", operationId = "getVehicleClaim")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = TenancyShapes.VehicleClaim.class)))
    HttpResponse<?> one(
            HttpRequest<?> request, Authentication authentication, @PathVariable("claim_id") String claimId) {
        Optional<VehicleClaim> found = claims.find(Callers.of(authentication), RequestValues.uuid("claim_id", claimId));
        return found.isPresent()
                ? conditional.of(request, TenancyShapes.VehicleClaim.class, TenancyShapes.VehicleClaim.of(found.get()))
                : notFound(request);
    }

    @Delete("/{claim_id}")
    @Operation(
            summary = "Withdraws a claim, or gives the vehicle back",
            operationId = "releaseVehicleClaim",
            description = "What the vehicle said stays.")
    @ApiResponse(responseCode = "409", description = "The claim is in another state, or another organization holds it")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = TenancyShapes.VehicleClaim.class)))
    HttpResponse<?> release(
            HttpRequest<?> request, Authentication authentication, @PathVariable("claim_id") String claimId) {
        Caller caller = allowed(authentication, Permission.CLAIM_VEHICLES);
        return told(request, claims.release(caller, RequestValues.uuid("claim_id", claimId)));
    }

    @Post("/{claim_id}/approve")
    @Operation(summary = "Believes a pending claim; for the operator", operationId = "approveVehicleClaim")
    @ApiResponse(responseCode = "409", description = "The claim is in another state, or another organization holds it")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = TenancyShapes.VehicleClaim.class)))
    HttpResponse<?> approve(
            HttpRequest<?> request, Authentication authentication, @PathVariable("claim_id") String claimId) {
        Caller caller = allowed(authentication, Permission.OPERATE);
        return told(request, claims.decide(caller, RequestValues.uuid("claim_id", claimId), true));
    }

    @Post("/{claim_id}/reject")
    @Operation(summary = "Does not believe a pending claim; for the operator", operationId = "rejectVehicleClaim")
    @ApiResponse(responseCode = "409", description = "The claim is in another state, or another organization holds it")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = TenancyShapes.VehicleClaim.class)))
    HttpResponse<?> reject(
            HttpRequest<?> request, Authentication authentication, @PathVariable("claim_id") String claimId) {
        Caller caller = allowed(authentication, Permission.OPERATE);
        return told(request, claims.decide(caller, RequestValues.uuid("claim_id", claimId), false));
    }

    private HttpResponse<?> told(HttpRequest<?> request, ClaimVehicles.Decision decision) {
        return switch (decision) {
            case ClaimVehicles.Done done -> HttpResponse.ok(TenancyShapes.VehicleClaim.of(done.claim()));
            case ClaimVehicles.NoClaim none -> notFound(request);
            case ClaimVehicles.WrongState wrong ->
                problems.of(request, ProblemType.CONFLICT, "the claim is not in a state in which this can be done");
            case ClaimVehicles.Taken taken ->
                problems.of(request, ProblemType.CONFLICT, "another organization holds the vehicle");
        };
    }

    private static Caller allowed(Authentication authentication, Permission permission) {
        Caller caller = Callers.of(authentication);
        caller.require(permission);
        return caller;
    }

    private HttpResponse<?> notFound(HttpRequest<?> request) {
        return problems.of(request, ProblemType.NOT_FOUND, "no such claim");
    }

    @Error(JsonMembers.NotAnObject.class)
    HttpResponse<?> notAnObject(HttpRequest<?> request, JsonMembers.NotAnObject exception) {
        return problems.of(request, ProblemType.BAD_REQUEST, exception.getMessage());
    }
}
