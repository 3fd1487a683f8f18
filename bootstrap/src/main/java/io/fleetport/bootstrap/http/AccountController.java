package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.RunOrganizations;
import io.fleetport.bootstrap.security.Callers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/** The caller's own account. */
@Controller("/api/v1/organization")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "organizations")
class AccountController {

    private final RunOrganizations organizations;
    private final Conditional conditional;

    AccountController(RunOrganizations organizations, Conditional conditional) {
        this.organizations = organizations;
        this.conditional = conditional;
    }

    @Get
    @Operation(summary = "The own organization and its quota", operationId = "getOwnOrganization")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = TenancyShapes.Organization.class)))
    HttpResponse<?> own(HttpRequest<?> request, Authentication authentication) {
        return conditional.of(
                request,
                TenancyShapes.Organization.class,
                TenancyShapes.Organization.of(organizations.own(Callers.of(authentication))));
    }
}
