package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.RunOrganizations;
import io.fleetport.application.port.out.Page;
import io.fleetport.bootstrap.security.Callers;
import io.fleetport.domain.fleet.Organization;
import io.fleetport.domain.fleet.OrganizationId;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
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
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Accounts, for who runs the service. */
@Controller("/api/v1/organizations")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "organizations")
class OrganizationController {

    private final RunOrganizations organizations;
    private final JsonMapper json;
    private final Conditional conditional;
    private final Problems problems;

    OrganizationController(
            RunOrganizations organizations, JsonMapper json, Conditional conditional, Problems problems) {
        this.organizations = organizations;
        this.json = json;
        this.conditional = conditional;
        this.problems = problems;
    }

    @Get
    @Operation(summary = "All accounts by id; for the operator", operationId = "listOrganizations")
    TenancyShapes.OrganizationList list(
            Authentication authentication,
            @Parameter(description = "the next of an earlier page") @Nullable @QueryValue String cursor,
            @Parameter(description = "1 to 1000, by default 100") @Nullable @QueryValue Integer limit) {
        Page<Organization> page =
                organizations.list(Callers.of(authentication), RequestValues.text(cursor), RequestValues.limit(limit));
        var shapes = page.items().stream().map(TenancyShapes.Organization::of).toList();
        return new TenancyShapes.OrganizationList(shapes.size(), shapes, page.next());
    }

    @Post
    @Operation(summary = "Makes an account; for the operator", operationId = "createOrganization")
    @RequestBody(content = @Content(schema = @Schema(implementation = TenancyShapes.OrganizationCreation.class)))
    @ApiResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = TenancyShapes.Organization.class)))
    HttpResponse<?> create(HttpRequest<?> request, Authentication authentication, @Body byte[] body) {
        Caller caller = allowed(authentication);
        JsonMembers members = JsonMembers.read(json, body, Set.of("organization", "name", "quota"));
        OrganizationId id = TenancyValues.organization(members.text("organization"));
        Optional<Organization> made = organizations.create(caller, id, TenancyValues.wish(members));
        if (made.isEmpty()) {
            return problems.of(request, ProblemType.CONFLICT, "there is an organization of this id");
        }
        return HttpResponse.created(
                TenancyShapes.Organization.of(made.get()), URI.create("/api/v1/organizations/" + id));
    }

    @Get("/{organization}")
    @Operation(summary = "One account; for the operator", operationId = "getOrganization")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = TenancyShapes.Organization.class)))
    HttpResponse<?> one(HttpRequest<?> request, Authentication authentication, @PathVariable String organization) {
        Optional<Organization> found =
                organizations.find(allowed(authentication), TenancyValues.organization(organization));
        return found.isPresent()
                ? conditional.of(request, TenancyShapes.Organization.class, TenancyShapes.Organization.of(found.get()))
                : notFound(request);
    }

    @Patch("/{organization}")
    @Operation(
            summary = "Renames, limits, suspends or reactivates an account; for the operator",
            operationId = "changeOrganization",
            description = "With If-Match only when it is still as that tag says.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TenancyShapes.OrganizationChange.class)))
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = TenancyShapes.Organization.class)))
    HttpResponse<?> change(
            HttpRequest<?> request,
            Authentication authentication,
            @PathVariable String organization,
            @Body byte[] body) {
        Caller caller = allowed(authentication);
        OrganizationId id = TenancyValues.organization(organization);
        RunOrganizations.Wish wish = TenancyValues.wish(JsonMembers.read(json, body, Set.of("name", "state", "quota")));
        Optional<RunOrganizations.Changed> changed =
                organizations.change(caller, id, wish, before -> isCurrent(request, before));
        if (changed.isEmpty()) {
            return notFound(request);
        }
        Organization after = changed.get().organization();
        return changed.get().stale()
                ? problems.of(request, ProblemType.PRECONDITION_FAILED, "the organization was changed meanwhile")
                : HttpResponse.ok(TenancyShapes.Organization.of(after)).header(HttpHeaders.ETAG, tagOf(after));
    }

    /** Without If-Match whatever it is. */
    private boolean isCurrent(HttpRequest<?> request, Organization before) {
        var wanted = request.getHeaders().getAll(HttpHeaders.IF_MATCH);
        String tag = tagOf(before);
        return wanted.isEmpty()
                || wanted.stream()
                        .flatMap(header -> Arrays.stream(header.split(",", -1)))
                        .map(String::strip)
                        .anyMatch(held -> held.equals("*") || held.equals(tag));
    }

    private String tagOf(Organization account) {
        byte[] written = conditional.written(TenancyShapes.Organization.class, TenancyShapes.Organization.of(account));
        return '"' + Conditional.digestOf(written) + '"';
    }

    /** Who may not operate is told so before anything about the request. */
    private static Caller allowed(Authentication authentication) {
        Caller caller = Callers.of(authentication);
        caller.require(Permission.OPERATE);
        return caller;
    }

    private HttpResponse<?> notFound(HttpRequest<?> request) {
        return problems.of(request, ProblemType.NOT_FOUND, "no such organization");
    }

    @Error(JsonMembers.NotAnObject.class)
    HttpResponse<?> notAnObject(HttpRequest<?> request, JsonMembers.NotAnObject exception) {
        return problems.of(request, ProblemType.BAD_REQUEST, exception.getMessage());
    }
}
