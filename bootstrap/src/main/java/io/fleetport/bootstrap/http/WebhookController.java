package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.ManageWebhooks;
import io.fleetport.application.port.in.ManageWebhooks.ChangedMeanwhile;
import io.fleetport.application.port.in.ManageWebhooks.Seen;
import io.fleetport.application.port.in.ManageWebhooks.TooManyWebhooks;
import io.fleetport.application.port.in.ManageWebhooks.WithSecret;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Webhook;
import io.fleetport.bootstrap.security.Callers;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says where events are sent. */
@Controller("/api/v1/webhooks")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "webhooks")
class WebhookController {

    private final ManageWebhooks webhooks;
    private final JsonMapper json;
    private final WebhookTags tags;
    private final Conditional conditional;
    private final Problems problems;

    WebhookController(
            ManageWebhooks webhooks, JsonMapper json, WebhookTags tags, Conditional conditional, Problems problems) {
        this.webhooks = webhooks;
        this.json = json;
        this.tags = tags;
        this.conditional = conditional;
        this.problems = problems;
    }

    @Post
    @Operation(
            summary = "Has events sent somewhere",
            operationId = "createWebhook",
            description = "The answer holds the secret that deliveries are signed with; it is shown this once.")
    @RequestBody(content = @Content(schema = @Schema(implementation = WebhookRequests.WishShape.class)))
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = WebhookShape.class)))
    HttpResponse<?> create(Authentication authentication, @Body byte[] body) {
        Caller caller = allowed(authentication);
        WebhookShape shape = WebhookShape.of(webhooks.create(caller, WebhookRequests.wish(json, body)));
        return HttpResponse.created(shape)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.LOCATION, "/api/v1/webhooks/" + shape.webhookId());
    }

    @Get
    @Operation(summary = "Webhooks, newest first", operationId = "listWebhooks")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ListShapes.WebhookList.class)))
    HttpResponse<?> list(
            Authentication authentication,
            @Parameter(description = "the next of an earlier page") @Nullable @QueryValue String cursor,
            @Parameter(description = "1 to 1000, by default 100") @Nullable @QueryValue Integer limit) {
        Page<Webhook> page =
                webhooks.list(Callers.of(authentication), RequestValues.text(cursor), RequestValues.limit(limit));
        List<WebhookShape> shapes = page.items().stream().map(WebhookShape::of).toList();
        return HttpResponse.ok(new ListShapes.WebhookList(shapes.size(), shapes, page.next()));
    }

    @Get("/{webhook_id}")
    @Operation(summary = "One webhook, and what waits for it", operationId = "getWebhook")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = WebhookShape.class)))
    HttpResponse<?> one(
            HttpRequest<?> request, Authentication authentication, @PathVariable("webhook_id") String webhookId) {
        Caller caller = allowed(authentication);
        Optional<Seen> seen = webhooks.find(caller, id(webhookId));
        return seen.isPresent()
                ? conditional.of(request, WebhookShape.class, WebhookShape.of(seen.get()), tags.of(seen.get()))
                : notFound(request);
    }

    @Patch("/{webhook_id}")
    @Operation(
            summary = "Changes a webhook",
            operationId = "changeWebhook",
            description = "With If-Match only when its settings are still those of that tag.")
    @RequestBody(content = @Content(schema = @Schema(implementation = WebhookRequests.WishShape.class)))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = WebhookShape.class)))
    HttpResponse<?> change(
            HttpRequest<?> request,
            Authentication authentication,
            @PathVariable("webhook_id") String webhookId,
            @Body byte[] body) {
        Caller caller = allowed(authentication);
        UUID id = id(webhookId);
        ManageWebhooks.Wish wish = WebhookRequests.wish(json, body);
        Optional<Seen> before = webhooks.find(caller, id);
        if (before.isEmpty()) {
            return notFound(request);
        }
        if (!tags.isCurrent(request, before.get())) {
            throw new ChangedMeanwhile();
        }
        Optional<Seen> after =
                webhooks.change(caller, id, before.get().webhook().version(), wish);
        return after.isPresent()
                ? HttpResponse.ok(WebhookShape.of(after.get())).header(HttpHeaders.ETAG, tags.of(after.get()))
                : notFound(request);
    }

    @Delete("/{webhook_id}")
    @Operation(summary = "Removes a webhook with all that waits for it", operationId = "removeWebhook")
    @ApiResponse(responseCode = "204")
    HttpResponse<?> remove(
            HttpRequest<?> request, Authentication authentication, @PathVariable("webhook_id") String webhookId) {
        return webhooks.remove(allowed(authentication), id(webhookId)) ? HttpResponse.noContent() : notFound(request);
    }

    @Post("/{webhook_id}/rotate-secret")
    @Operation(
            summary = "Makes another secret",
            operationId = "rotateWebhookSecret",
            description = "Deliveries are signed with both for a day. The answer holds it; it is shown this once.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = WebhookShape.class)))
    HttpResponse<?> rotate(
            HttpRequest<?> request, Authentication authentication, @PathVariable("webhook_id") String webhookId) {
        Optional<WithSecret> made = webhooks.rotateSecret(allowed(authentication), id(webhookId));
        return made.isPresent()
                ? HttpResponse.ok(WebhookShape.of(made.get())).header(HttpHeaders.CACHE_CONTROL, "no-store")
                : notFound(request);
    }

    @Error(JsonMembers.NotAnObject.class)
    HttpResponse<?> notAnObject(HttpRequest<?> request, JsonMembers.NotAnObject exception) {
        return problems.of(request, ProblemType.BAD_REQUEST, exception.getMessage());
    }

    @Error(TooManyWebhooks.class)
    HttpResponse<?> tooMany(HttpRequest<?> request, TooManyWebhooks exception) {
        return problems.of(request, ProblemType.CONFLICT, exception.getMessage());
    }

    @Error(ChangedMeanwhile.class)
    HttpResponse<?> changed(HttpRequest<?> request, ChangedMeanwhile exception) {
        return problems.of(request, ProblemType.PRECONDITION_FAILED, exception.getMessage());
    }

    /** Who may not is told so before anything about the request. */
    private static Caller allowed(Authentication authentication) {
        Caller caller = Callers.of(authentication);
        caller.require(Permission.MANAGE_WEBHOOKS);
        return caller;
    }

    private static UUID id(String text) {
        return RequestValues.uuid("webhook_id", text);
    }

    private HttpResponse<?> notFound(HttpRequest<?> request) {
        return problems.of(request, ProblemType.NOT_FOUND, "no such webhook");
    }
}
