package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.ViewUsage;
import io.fleetport.bootstrap.security.Callers;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What organizations used of their quotas. */
@Controller("/api/v1")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "usage")
class UsageController {

    private final ViewUsage usage;
    private final Problems problems;

    UsageController(ViewUsage usage, Problems problems) {
        this.usage = usage;
        this.problems = problems;
    }

    @Get("/usage")
    @Operation(summary = "What the organization used, by the hour", operationId = "getUsage")
    UsageShape own(
            Authentication authentication,
            @Parameter(
                            description = "inclusive, moved back to a full hour; a day before until by default",
                            schema = @Schema(type = "string", format = "date-time"))
                    @Nullable
                    @QueryValue
                    String from,
            @Parameter(
                            description = "exclusive, moved on to a full hour; the present hour's end by default",
                            schema = @Schema(type = "string", format = "date-time"))
                    @Nullable
                    @QueryValue
                    String until) {
        return UsageShape.of(usage.own(
                Callers.of(authentication),
                RequestValues.instant("from", from),
                RequestValues.instant("until", until)));
    }

    @Get("/organizations/{organization}/usage")
    @Operation(
            summary = "What an organization used, for whoever runs the service",
            operationId = "getOrganizationUsage")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = UsageShape.class)))
    HttpResponse<?> ofOrganization(
            HttpRequest<?> request,
            Authentication authentication,
            @PathVariable String organization,
            @Parameter(
                            description = "inclusive, moved back to a full hour; a day before until by default",
                            schema = @Schema(type = "string", format = "date-time"))
                    @Nullable
                    @QueryValue
                    String from,
            @Parameter(
                            description = "exclusive, moved on to a full hour; the present hour's end by default",
                            schema = @Schema(type = "string", format = "date-time"))
                    @Nullable
                    @QueryValue
                    String until) {
        Optional<ViewUsage.Used> used = usage.of(
                Callers.of(authentication),
                TenancyValues.organization(organization),
                RequestValues.instant("from", from),
                RequestValues.instant("until", until));
        return used.isPresent()
                ? HttpResponse.ok(UsageShape.of(used.get()))
                : problems.of(request, ProblemType.NOT_FOUND, "no such organization");
    }
}
