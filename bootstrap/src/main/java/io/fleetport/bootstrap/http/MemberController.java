package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.ManageMembers;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.Page;
import io.fleetport.bootstrap.security.Callers;
import io.fleetport.domain.fleet.Member;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who signs in for the organization. */
@Controller("/api/v1/members")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "members")
class MemberController {

    private final ManageMembers members;
    private final JsonMapper json;
    private final Problems problems;

    MemberController(ManageMembers members, JsonMapper json, Problems problems) {
        this.members = members;
        this.json = json;
        this.problems = problems;
    }

    @Get
    @Operation(summary = "Members by subject", operationId = "listMembers")
    TenancyShapes.MemberList list(
            Authentication authentication,
            @Parameter(description = "the next of an earlier page") @Nullable @QueryValue String cursor,
            @Parameter(description = "1 to 1000, by default 100") @Nullable @QueryValue Integer limit) {
        Page<Member> page =
                members.list(Callers.of(authentication), RequestValues.text(cursor), RequestValues.limit(limit));
        var shapes = page.items().stream().map(TenancyShapes.Member::of).toList();
        return new TenancyShapes.MemberList(shapes.size(), shapes, page.next());
    }

    @Put("/{subject}")
    @Operation(
            summary = "Adds a member, or changes all of it",
            operationId = "putMember",
            description = "Adds roles to those of the member's token; fleets confine it. Nobody gives what they lack.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TenancyShapes.MemberChange.class)))
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = TenancyShapes.Member.class)))
    @ApiResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = TenancyShapes.Member.class)))
    HttpResponse<?> keep(Authentication authentication, @PathVariable String subject, @Body byte[] body) {
        Caller caller = allowed(authentication);
        JsonMembers given = JsonMembers.read(json, body, Set.of("name", "roles", "fleets"));
        ManageMembers.Kept kept = members.keep(
                caller, subject, given.requiredText("name"), TenancyValues.roles(given), TenancyValues.fleets(given));
        return HttpResponse.status(kept.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(TenancyShapes.Member.of(kept.member()));
    }

    @Delete("/{subject}")
    @Operation(summary = "Removes a member; what its own token says still holds", operationId = "deleteMember")
    @ApiResponse(responseCode = "204", description = "done")
    HttpResponse<?> remove(HttpRequest<?> request, Authentication authentication, @PathVariable String subject) {
        return members.remove(allowed(authentication), subject)
                ? HttpResponse.noContent()
                : problems.of(request, ProblemType.NOT_FOUND, "no such member");
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
