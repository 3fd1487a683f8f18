package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.ManageWebhooks;
import io.fleetport.application.port.in.ManageWebhooks.ChangedMeanwhile;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.SteerDeliveries;
import io.fleetport.application.port.out.DeliveryAttempt;
import io.fleetport.application.port.out.DeliveryLog;
import io.fleetport.application.port.out.Page;
import io.fleetport.bootstrap.security.Callers;
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
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks at deliveries to a webhook, tries them out, and has them made again. */
@Controller("/api/v1/webhooks/{webhook_id}")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "webhooks")
class DeliveryController {

    private final SteerDeliveries deliveries;
    private final JsonMapper json;
    private final Problems problems;

    DeliveryController(SteerDeliveries deliveries, JsonMapper json, Problems problems) {
        this.deliveries = deliveries;
        this.json = json;
        this.problems = problems;
    }

    @Get("/deliveries")
    @Operation(summary = "Attempts to deliver events, newest first", operationId = "listDeliveries")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ListShapes.DeliveryList.class)))
    HttpResponse<?> list(
            HttpRequest<?> request,
            Authentication authentication,
            @PathVariable("webhook_id") String webhookId,
            @Parameter(description = "only those of this event") @Nullable @QueryValue("event_id") String eventId,
            @Parameter(
                            description = "only those that came to this",
                            schema = @Schema(allowableValues = {"delivered", "failed", "given_up"}))
                    @Nullable
                    @QueryValue
                    String outcome,
            @Parameter(description = "the next of an earlier page") @Nullable @QueryValue String cursor,
            @Parameter(description = "1 to 1000, by default 100") @Nullable @QueryValue Integer limit) {
        Caller caller = allowed(authentication);
        DeliveryLog.Filter filter = new DeliveryLog.Filter(
                RequestValues.read("event_id", eventId, UUID::fromString, "a UUID of 36 characters"),
                RequestValues.option("outcome", outcome, DeliveryAttempt.Outcome.class));
        Optional<Page<DeliveryAttempt>> page = deliveries.attempts(
                caller, id(webhookId), filter, RequestValues.text(cursor), RequestValues.limit(limit));
        if (page.isEmpty()) {
            return notFound(request);
        }
        List<DeliveryAttemptShape> shapes =
                page.get().items().stream().map(DeliveryAttemptShape::of).toList();
        return HttpResponse.ok(
                new ListShapes.DeliveryList(shapes.size(), shapes, page.get().next()));
    }

    @Post("/test")
    @Operation(
            summary = "Sends a test event now",
            operationId = "testWebhook",
            description = "Answers with what came of it. A webhook may be tried out in any state.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = DeliveryAttemptShape.class)))
    HttpResponse<?> test(
            HttpRequest<?> request, Authentication authentication, @PathVariable("webhook_id") String webhookId) {
        Optional<DeliveryAttempt> attempt = deliveries.test(allowed(authentication), id(webhookId));
        return attempt.isPresent() ? HttpResponse.ok(DeliveryAttemptShape.of(attempt.get())) : notFound(request);
    }

    @Post("/replay")
    @Operation(
            summary = "Sends events again",
            operationId = "replayEvents",
            description = "Those recorded at a time or later, under the ids they have; those that wait are sent once.")
    @RequestBody(content = @Content(schema = @Schema(implementation = WebhookRequests.ReplayShape.class)))
    @ApiResponse(
            responseCode = "202",
            content = @Content(schema = @Schema(implementation = WebhookRequests.ReplayedShape.class)))
    HttpResponse<?> replay(
            HttpRequest<?> request,
            Authentication authentication,
            @PathVariable("webhook_id") String webhookId,
            @Body byte[] body) {
        Caller caller = allowed(authentication);
        OptionalInt events = deliveries.replay(caller, id(webhookId), WebhookRequests.from(json, body));
        return events.isPresent()
                ? HttpResponse.accepted().body(new WebhookRequests.ReplayedShape(events.getAsInt()))
                : notFound(request);
    }

    @Post("/resume")
    @Operation(summary = "Ends a pause: what waits is tried now", operationId = "resumeWebhook")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = WebhookShape.class)))
    HttpResponse<?> resume(
            HttpRequest<?> request, Authentication authentication, @PathVariable("webhook_id") String webhookId) {
        Optional<ManageWebhooks.Seen> seen = deliveries.resume(allowed(authentication), id(webhookId));
        return seen.isPresent() ? HttpResponse.ok(WebhookShape.of(seen.get())) : notFound(request);
    }

    @Error(JsonMembers.NotAnObject.class)
    HttpResponse<?> notAnObject(HttpRequest<?> request, JsonMembers.NotAnObject exception) {
        return problems.of(request, ProblemType.BAD_REQUEST, exception.getMessage());
    }

    @Error(ChangedMeanwhile.class)
    HttpResponse<?> changed(HttpRequest<?> request, ChangedMeanwhile exception) {
        return problems.of(request, ProblemType.CONFLICT, exception.getMessage());
    }

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
