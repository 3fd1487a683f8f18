package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.EraseData;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.Page;
import io.fleetport.bootstrap.security.Callers;
import io.fleetport.domain.fleet.Erasure;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Erasures of vehicles and drivers, and what became of them. */
@Controller("/api/v1/erasures")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "privacy")
class ErasureController {

    private final EraseData erasures;
    private final JsonMapper json;
    private final Problems problems;

    ErasureController(EraseData erasures, JsonMapper json, Problems problems) {
        this.erasures = erasures;
        this.json = json;
        this.problems = problems;
    }

    @Post
    @Operation(
            summary = "Erases a vehicle, or what it said while somebody drove it",
            operationId = "requestErasure",
            description = "Carried out in the background, also through a restart; the answer says where its report is.")
    @RequestBody(content = @Content(schema = @Schema(implementation = PrivacyShapes.Request.class)))
    @ApiResponse(responseCode = "404", description = "There is no such vehicle")
    @ApiResponse(
            responseCode = "202",
            content = @Content(schema = @Schema(implementation = PrivacyShapes.Report.class)))
    HttpResponse<?> request(HttpRequest<?> request, Authentication authentication, @Body byte[] body) {
        Caller caller = allowed(authentication);
        JsonMembers members = JsonMembers.read(json, body, Set.of("vehicle_id", "from", "until", "reason"));
        Optional<Erasure> order = erasures.request(
                caller,
                RequestValues.vehicle("vehicle_id", members.requiredText("vehicle_id")),
                RequestValues.instant("from", members.text("from")),
                RequestValues.instant("until", members.text("until")),
                members.requiredText("reason"));
        return order.isPresent()
                ? HttpResponse.accepted()
                        .body(PrivacyShapes.Report.of(order.get()))
                        .header(
                                HttpHeaders.LOCATION,
                                "/api/v1/erasures/" + order.get().id())
                : problems.of(request, ProblemType.NOT_FOUND, "no such vehicle");
    }

    @Get
    @Operation(summary = "Erasures, newest first", operationId = "listErasures")
    PrivacyShapes.Reports list(
            Authentication authentication,
            @Parameter(description = "the next of an earlier page") @Nullable @QueryValue String cursor,
            @Parameter(description = "1 to 1000, by default 100") @Nullable @QueryValue Integer limit) {
        Page<Erasure> page =
                erasures.list(Callers.of(authentication), RequestValues.text(cursor), RequestValues.limit(limit));
        var reports = page.items().stream().map(PrivacyShapes.Report::of).toList();
        return new PrivacyShapes.Reports(reports.size(), reports, page.next());
    }

    @Get("/{erasure_id}")
    @Operation(summary = "How far an erasure is, and what it removed", operationId = "getErasure")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = PrivacyShapes.Report.class)))
    HttpResponse<?> one(
            HttpRequest<?> request, Authentication authentication, @PathVariable("erasure_id") String erasureId) {
        return answer(request, erasures.find(Callers.of(authentication), RequestValues.uuid("erasure_id", erasureId)));
    }

    @Post("/{erasure_id}/readmission")
    @Operation(
            summary = "Lets an erased vehicle in again",
            operationId = "readmitVehicle",
            description = "What it says from now on is kept; what was erased stays erased.")
    @RequestBody(content = @Content(schema = @Schema(implementation = PrivacyShapes.Reason.class)))
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = PrivacyShapes.Report.class)))
    HttpResponse<?> readmit(
            HttpRequest<?> request,
            Authentication authentication,
            @PathVariable("erasure_id") String erasureId,
            @Body byte[] body) {
        Caller caller = allowed(authentication);
        var id = RequestValues.uuid("erasure_id", erasureId);
        String reason = JsonMembers.read(json, body, Set.of("reason")).requiredText("reason");
        return answer(request, erasures.readmit(caller, id, reason));
    }

    @Error(JsonMembers.NotAnObject.class)
    HttpResponse<?> notAnObject(HttpRequest<?> request, JsonMembers.NotAnObject exception) {
        return problems.of(request, ProblemType.BAD_REQUEST, exception.getMessage());
    }

    /** Who may not is told so before anything about the body. */
    private static Caller allowed(Authentication authentication) {
        Caller caller = Callers.of(authentication);
        caller.require(Permission.ERASE_DATA);
        return caller;
    }

    private HttpResponse<?> answer(HttpRequest<?> request, Optional<Erasure> erasure) {
        return erasure.isPresent()
                ? HttpResponse.ok(PrivacyShapes.Report.of(erasure.get()))
                : problems.of(request, ProblemType.NOT_FOUND, "no such erasure");
    }
}
