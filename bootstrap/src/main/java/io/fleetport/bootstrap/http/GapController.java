package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.ViewGaps;
import io.fleetport.application.port.out.Page;
import io.fleetport.bootstrap.security.Callers;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The intervals nobody can vouch for. */
@Controller("/api/v1/gaps")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "gaps")
class GapController {

    private final ViewGaps gaps;

    GapController(ViewGaps gaps) {
        this.gaps = gaps;
    }

    @Get
    @Operation(summary = "Gaps, newest first", operationId = "listGaps")
    ListShapes.GapList list(
            Authentication authentication,
            @Parameter(name = "vehicle_id") @Nullable @QueryValue("vehicle_id") String vehicleId,
            @Parameter(description = "begin, inclusive", schema = @Schema(type = "string", format = "date-time"))
                    @Nullable
                    @QueryValue
                    String from,
            @Parameter(description = "begin, exclusive", schema = @Schema(type = "string", format = "date-time"))
                    @Nullable
                    @QueryValue
                    String until,
            @Parameter(description = "the next of an earlier page") @Nullable @QueryValue String cursor,
            @Parameter(description = "1 to 1000, by default 100") @Nullable @QueryValue Integer limit) {
        Page<ViewGaps.Named> page = gaps.list(
                Callers.of(authentication),
                RequestValues.optionalVehicle("vehicle_id", vehicleId),
                RequestValues.instant("from", from),
                RequestValues.instant("until", until),
                RequestValues.text(cursor),
                RequestValues.limit(limit));
        var shapes = page.items().stream().map(GapShape::of).toList();
        return new ListShapes.GapList(shapes.size(), shapes, page.next());
    }
}
