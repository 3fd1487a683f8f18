package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.ViewDeadLetters;
import io.fleetport.application.port.out.DeadLetter;
import io.fleetport.application.port.out.Page;
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

/** Messages that could not be used. */
@Controller("/api/v1/dead-letters")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "dead letters")
class DeadLetterController {

    private final ViewDeadLetters deadLetters;
    private final Conditional conditional;
    private final Problems problems;

    DeadLetterController(ViewDeadLetters deadLetters, Conditional conditional, Problems problems) {
        this.deadLetters = deadLetters;
        this.conditional = conditional;
        this.problems = problems;
    }

    @Get
    @Operation(summary = "Dead letters, newest first, without the messages themselves", operationId = "listDeadLetters")
    ListShapes.DeadLetterList list(
            Authentication authentication,
            @Parameter(name = "vehicle_id") @Nullable @QueryValue("vehicle_id") String vehicleId,
            @Parameter(name = "station_id", description = "not together with vehicle_id")
                    @Nullable
                    @QueryValue("station_id")
                    String stationId,
            @Parameter(
                            description = "only those for this reason",
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {
                                                "undecodable",
                                                "too_large",
                                                "unknown_topic",
                                                "wrong_identity",
                                                "not_registered",
                                                "too_late",
                                                "too_old",
                                                "too_far_ahead",
                                                "implausible"
                                            }))
                    @Nullable
                    @QueryValue
                    String reason,
            @Parameter(description = "the next of an earlier page") @Nullable @QueryValue String cursor,
            @Parameter(description = "1 to 1000, by default 100") @Nullable @QueryValue Integer limit) {
        Page<DeadLetter> page = deadLetters.list(
                Callers.of(authentication),
                RequestValues.optionalVehicle("vehicle_id", vehicleId),
                StationValues.optionalStation(stationId),
                RequestValues.option("reason", reason, DeadLetterReason.class),
                RequestValues.text(cursor),
                RequestValues.limit(limit));
        var shapes = page.items().stream()
                .map(letter -> DeadLetterShape.of(letter, false))
                .toList();
        return new ListShapes.DeadLetterList(shapes.size(), shapes, page.next());
    }

    @Get("/counts")
    @Operation(
            summary = "How many dead letters each vehicle or station has, by reason, greatest first",
            operationId = "countDeadLetters")
    ListShapes.DeadLetterCounts counts(
            Authentication authentication,
            @Parameter(description = "1 to 1000, by default 100") @Nullable @QueryValue Integer limit) {
        var shapes = deadLetters.counts(Callers.of(authentication), RequestValues.limit(limit)).stream()
                .map(DeadLetterCountShape::of)
                .toList();
        return new ListShapes.DeadLetterCounts(shapes.size(), shapes, null);
    }

    @Get("/{dead_letter_id}")
    @Operation(summary = "One dead letter with its message", operationId = "getDeadLetter")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DeadLetterShape.class)))
    HttpResponse<?> one(
            HttpRequest<?> request,
            Authentication authentication,
            @PathVariable("dead_letter_id") String deadLetterId) {
        Optional<DeadLetter> letter =
                deadLetters.find(Callers.of(authentication), RequestValues.uuid("dead_letter_id", deadLetterId));
        return letter.isPresent()
                ? conditional.of(request, DeadLetterShape.class, DeadLetterShape.of(letter.get(), true))
                : problems.of(request, ProblemType.NOT_FOUND, "no such dead letter");
    }
}
