package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.ManageKeys;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.ApiKey;
import io.fleetport.application.port.out.Page;
import io.fleetport.bootstrap.security.Callers;
import io.micronaut.http.HttpHeaders;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keys that software signs in with. */
@Controller("/api/v1/api-keys")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "api keys")
class ApiKeyController {

    private final ManageKeys keys;
    private final JsonMapper json;
    private final Problems problems;

    ApiKeyController(ManageKeys keys, JsonMapper json, Problems problems) {
        this.keys = keys;
        this.json = json;
        this.problems = problems;
    }

    @Get
    @Operation(summary = "Keys, newest first, revoked ones too", operationId = "listApiKeys")
    TenancyShapes.ApiKeyList list(
            Authentication authentication,
            @Parameter(description = "the next of an earlier page") @Nullable @QueryValue String cursor,
            @Parameter(description = "1 to 1000, by default 100") @Nullable @QueryValue Integer limit) {
        Page<ApiKey> page =
                keys.list(Callers.of(authentication), RequestValues.text(cursor), RequestValues.limit(limit));
        var shapes = page.items().stream().map(TenancyShapes.ApiKey::of).toList();
        return new TenancyShapes.ApiKeyList(shapes.size(), shapes, page.next());
    }

    @Post
    @Operation(
            summary = "Makes a key",
            operationId = "createApiKey",
            description = "The credential is in this answer alone. Nobody gives what they lack.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TenancyShapes.ApiKeyCreation.class)))
    @ApiResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = TenancyShapes.ApiKey.class)))
    HttpResponse<?> create(Authentication authentication, @Body byte[] body) {
        Caller caller = allowed(authentication);
        JsonMembers given =
                JsonMembers.read(json, body, Set.of("name", "roles", "permissions", "fleets", "expires_at"));
        ManageKeys.Issued issued = keys.create(
                caller,
                new ManageKeys.Wish(
                        given.requiredText("name"),
                        TenancyValues.roles(given),
                        TenancyValues.permissions(given),
                        TenancyValues.fleets(given),
                        RequestValues.instant("expires_at", given.text("expires_at"))));
        return HttpResponse.created(TenancyShapes.ApiKey.of(issued)).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    @Delete("/{api_key_id}")
    @Operation(summary = "Revokes a key for good", operationId = "revokeApiKey")
    @ApiResponse(responseCode = "204", description = "done")
    HttpResponse<?> revoke(
            HttpRequest<?> request, Authentication authentication, @PathVariable("api_key_id") String apiKeyId) {
        return keys.revoke(allowed(authentication), apiKeyId)
                ? HttpResponse.noContent()
                : problems.of(request, ProblemType.NOT_FOUND, "no such key");
    }

    private static Caller allowed(Authentication authentication) {
        Caller caller = Callers.of(authentication);
        caller.require(Permission.MANAGE_KEYS);
        return caller;
    }

    @Error(JsonMembers.NotAnObject.class)
    HttpResponse<?> notAnObject(HttpRequest<?> request, JsonMembers.NotAnObject exception) {
        return problems.of(request, ProblemType.BAD_REQUEST, exception.getMessage());
    }
}
