package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.ManageMembers;
import io.fleetport.application.port.in.Permission;
import io.fleetport.bootstrap.security.Callers;
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
import java.util.Set;

/** Roles, built-in and of the organization. */
@Controller("/api/v1/roles")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "members")
class RoleController {

    private final ManageMembers members;
    private final JsonMapper json;
    private final Problems problems;

    RoleController(ManageMembers members, JsonMapper json, Problems problems) {
        this.members = members;
        this.json = json;
        this.problems = problems;
    }

    @Get
    @Operation(summary = "Roles and what they allow, built-in ones first", operationId = "listRoles")
    TenancyShapes.RoleList list(Authentication authentication) {
        var shapes = members.roles(Callers.of(authentication)).stream()
                .map(TenancyShapes.Role::of)
                .toList();
        return new TenancyShapes.RoleList(shapes.size(), shapes, null);
    }

    @Put("/{role}")
    @Operation(summary = "Makes a role, or replaces what it allows", operationId = "putRole")
    @RequestBody(content = @Content(schema = @Schema(implementation = TenancyShapes.RoleChange.class)))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TenancyShapes.Role.class)))
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TenancyShapes.Role.class)))
    HttpResponse<?> keep(Authentication authentication, @PathVariable String role, @Body byte[] body) {
        Caller caller = allowed(authentication);
        JsonMembers given = JsonMembers.read(json, body, Set.of("permissions"));
        if (!given.has("permissions")) {
            throw new InvalidRequest("permissions", "permissions must be a list of texts");
        }
        Set<Permission> permissions = TenancyValues.permissions(given);
        boolean isNew = members.keepRole(caller, role, permissions);
        return HttpResponse.status(isNew ? HttpStatus.CREATED : HttpStatus.OK)
                .body(TenancyShapes.Role.of(new ManageMembers.Role(role, false, permissions)));
    }

    @Delete("/{role}")
    @Operation(summary = "Removes a role; who has it loses what it allowed", operationId = "deleteRole")
    @ApiResponse(responseCode = "204", description = "done")
    HttpResponse<?> remove(HttpRequest<?> request, Authentication authentication, @PathVariable String role) {
        return members.removeRole(allowed(authentication), role)
                ? HttpResponse.noContent()
                : problems.of(request, ProblemType.NOT_FOUND, "no such role of the organization's own");
    }

    private static Caller allowed(Authentication authentication) {
        Caller caller = Callers.of(authentication);
        caller.require(Permission.MANAGE_MEMBERS);
        return caller;
    }

    @Error(JsonMembers.NotAnObject.class)
    HttpResponse<?> notAnObject(HttpRequest<?> request, JsonMembers.NotAnObject exception) {
        return problems.of(request, ProblemType.BAD_REQUEST, exception.getMessage());
    }
}
