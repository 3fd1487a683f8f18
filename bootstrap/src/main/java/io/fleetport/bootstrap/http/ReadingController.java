package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.DeliverReadings;
import io.fleetport.application.port.in.DeliverReadings.NotSettledInTime;
import io.fleetport.application.port.in.DeliverReadings.Submitted;
import io.fleetport.application.port.in.Permission;
import io.fleetport.bootstrap.security.Callers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Takes readings of vehicles that speak through their owner's software. */
@Controller("/api/v1/readings")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "readings")
class ReadingController {

    static final String NDJSON = "application/x-ndjson";

    private final DeliverReadings readings;
    private final ReadingsParser parser;
    private final HttpSettings settings;
    private final Problems problems;
    private final Counter accepted;
    private final Counter duplicates;
    private final Counter refused;

    ReadingController(
            DeliverReadings readings,
            ReadingsParser parser,
            HttpSettings settings,
            Problems problems,
            MeterRegistry metrics) {
        this.readings = readings;
        this.parser = parser;
        this.settings = settings;
        this.problems = problems;
        this.accepted = counter(metrics, "accepted");
        this.duplicates = counter(metrics, "duplicate");
        this.refused = counter(metrics, "refused");
    }

    private static Counter counter(MeterRegistry metrics, String outcome) {
        return Counter.builder("fleetport.http.readings")
                .description("readings delivered over HTTP and settled")
                .tag("outcome", outcome)
                .register(metrics);
    }

    @Post
    @Consumes({MediaType.APPLICATION_JSON, NDJSON})
    @Operation(
            summary = "Delivers readings; answers once all of them are durable",
            operationId = "deliverReadings",
            description =
                    "A JSON array of readings, or one reading a line as application/x-ndjson; may be compressed with gzip.")
    @RequestBody(
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        array = @ArraySchema(schema = @Schema(implementation = ReadingShape.class))),
                @Content(mediaType = NDJSON, schema = @Schema(implementation = ReadingShape.class))
            })
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DeliveryShape.class)))
    CompletionStage<HttpResponse<DeliveryShape>> deliver(
            HttpRequest<?> request, Authentication authentication, @Body byte[] body) {
        Caller caller = Callers.of(authentication);
        caller.require(Permission.DELIVER_READINGS); // before work is spent on the body
        boolean lines = request.getContentType()
                .map(type -> type.getName().equals(NDJSON))
                .orElse(false);
        List<Submitted> submitted = lines ? parser.lines(body) : parser.array(body);
        return readings.deliver(caller, submitted, settings.settleWithin()).handle((outcomes, failure) -> {
            if (failure != null) {
                throw failure instanceof CompletionException wrapped
                                && wrapped.getCause() instanceof NotSettledInTime late
                        ? late
                        : new IllegalStateException("a delivery failed", failure);
            }
            DeliveryShape shape = DeliveryShape.of(outcomes);
            accepted.increment(shape.accepted());
            duplicates.increment(shape.duplicates());
            refused.increment(shape.refused());
            return HttpResponse.ok(shape);
        });
    }

    @Error(ReadingsParser.TooMany.class)
    HttpResponse<?> tooMany(HttpRequest<?> request, ReadingsParser.TooMany exception) {
        return problems.of(request, ProblemType.TOO_LARGE, exception.getMessage());
    }

    @Error(ReadingsParser.NotReadings.class)
    HttpResponse<?> notReadings(HttpRequest<?> request, ReadingsParser.NotReadings exception) {
        return problems.of(request, ProblemType.BAD_REQUEST, exception.getMessage());
    }
}
