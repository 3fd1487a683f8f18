package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.ActForOrganizations;
import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.ManageKeys;
import io.fleetport.application.port.in.Permission;
import io.fleetport.bootstrap.security.Callers;
import io.fleetport.domain.fleet.OrganizationId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operator acting for an organization, on record. */
@Controller("/api/v1/organizations/{organization}/impersonations")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "organizations")
class ImpersonationController {

    private static final int USUAL_MINUTES = 15;
    private static final String USUAL_ROLE = "viewer";

    private final ActForOrganizations impersonation;
    private final JsonMapper json;
    private final Problems problems;

    ImpersonationController(ActForOrganizations impersonation, JsonMapper json, Problems problems) {
        this.impersonation = impersonation;
        this.json = json;
        this.problems = problems;
    }

    /** What to act as, and why. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "ImpersonationCreation")
    record Wish(
            @Schema(description = "10 to 500 characters, for both audit logs", minLength = 10, maxLength = 500)
            String reason,

            @Schema(description = "a built-in role of tenants; viewer by default") @Nullable
            String role,

            @Schema(description = "15 by default", minimum = "1", maximum = "60") @Nullable
            Integer minutes) {}

    /** A key that acts for the organization until it expires. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "Impersonation")
    record Shape(
            String organization,
            String role,
            String apiKeyId,

            @Schema(description = "the credential, told once")
            String apiKey,

            Instant expiresAt) {}

    @Post
    @EachTimeAnew
    @Operation(
            summary = "Acts for an organization for a while; for the operator",
            operationId = "impersonate",
            description = "Recorded in the audit logs of both, as is everything that is then done with the key.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Wish.class)))
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Shape.class)))
    HttpResponse<?> begin(
            HttpRequest<?> request,
            Authentication authentication,
            @PathVariable String organization,
            @Body byte[] body) {
        Caller operator = Callers.of(authentication);
        operator.require(Permission.OPERATE);
        OrganizationId id = TenancyValues.organization(organization);
        JsonMembers members = JsonMembers.read(json, body, Set.of("reason", "role", "minutes"));
        String role = members.has("role") ? members.requiredText("role") : USUAL_ROLE;
        Integer minutes = members.whole("minutes", 1, 60);
        Optional<ManageKeys.Issued> issued = impersonation.begin(
                operator,
                id,
                role,
                members.requiredText("reason"),
                Duration.ofMinutes(minutes == null ? USUAL_MINUTES : minutes));
        return issued.isPresent()
                ? HttpResponse.created(shape(issued.get(), role))
                : problems.of(request, ProblemType.NOT_FOUND, "no such organization");
    }

    private static Shape shape(ManageKeys.Issued issued, String role) {
        Instant end = issued.key().expiresAt();
        return new Shape(
                issued.key().organization().value(),
                role,
                issued.key().id(),
                issued.text(),
                end == null ? Instant.MAX : end);
    }

    @Error(JsonMembers.NotAnObject.class)
    HttpResponse<?> notAnObject(HttpRequest<?> request, JsonMembers.NotAnObject exception) {
        return problems.of(request, ProblemType.BAD_REQUEST, exception.getMessage());
    }
}
