package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.ViewStations;
import io.fleetport.application.port.in.ViewSwaps;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Swaps;
import io.fleetport.bootstrap.security.Callers;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.Swap;
import io.fleetport.domain.station.SwapId;
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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Swaps, of all stations or of one. */
@Controller("/api/v1")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "swaps")
class SwapController {

    private final ViewSwaps swaps;
    private final ViewStations stations;
    private final Conditional conditional;
    private final Problems problems;

    SwapController(ViewSwaps swaps, ViewStations stations, Conditional conditional, Problems problems) {
        this.swaps = swaps;
        this.stations = stations;
        this.conditional = conditional;
        this.problems = problems;
    }

    @Get("/swaps")
    @Operation(summary = "Swaps, newest start first", operationId = "listSwaps")
    ListShapes.SwapList list(
            Authentication authentication,
            @Parameter(name = "station_id") @Nullable @QueryValue("station_id") String stationId,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"underway", "completed", "aborted", "abandoned"}))
                    @Nullable
                    @QueryValue
                    String state,
            @Parameter(description = "start, inclusive", schema = @Schema(type = "string", format = "date-time"))
                    @Nullable
                    @QueryValue
                    String from,
            @Parameter(description = "start, exclusive", schema = @Schema(type = "string", format = "date-time"))
                    @Nullable
                    @QueryValue
                    String until,
            @Parameter(description = "the next of an earlier page") @Nullable @QueryValue String cursor,
            @Parameter(description = "1 to 1000, by default 100") @Nullable @QueryValue Integer limit) {
        StationId station = StationValues.optionalStation(stationId);
        return page(Callers.of(authentication), filter(station, state, from, until), cursor, limit);
    }

    @Get("/stations/{station_id}/swaps")
    @Operation(summary = "Swaps of a station, newest start first", operationId = "listSwapsOfStation")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ListShapes.SwapList.class)))
    HttpResponse<?> ofStation(
            HttpRequest<?> request,
            Authentication authentication,
            @PathVariable("station_id") String stationId,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"underway", "completed", "aborted", "abandoned"}))
                    @Nullable
                    @QueryValue
                    String state,
            @Parameter(description = "start, inclusive", schema = @Schema(type = "string", format = "date-time"))
                    @Nullable
                    @QueryValue
                    String from,
            @Parameter(description = "start, exclusive", schema = @Schema(type = "string", format = "date-time"))
                    @Nullable
                    @QueryValue
                    String until,
            @Parameter(description = "the next of an earlier page") @Nullable @QueryValue String cursor,
            @Parameter(description = "1 to 1000, by default 100") @Nullable @QueryValue Integer limit) {
        Caller caller = Callers.of(authentication);
        StationId station = StationValues.station(stationId);
        return stations.find(caller, station).isPresent()
                ? HttpResponse.ok(page(caller, filter(station, state, from, until), cursor, limit))
                : problems.of(request, ProblemType.NOT_FOUND, "no such station");
    }

    @Get("/stations/{station_id}/swaps/{swap_id}")
    @Operation(summary = "One swap", operationId = "getSwap")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SwapShape.class)))
    HttpResponse<?> one(
            HttpRequest<?> request,
            Authentication authentication,
            @PathVariable("station_id") String stationId,
            @PathVariable("swap_id") String swapId) {
        Optional<Swap> swap = swaps.find(
                Callers.of(authentication),
                StationValues.station(stationId),
                StationValues.label("swap_id", swapId, SwapId::new));
        return swap.isPresent()
                ? conditional.of(request, SwapShape.class, SwapShape.of(swap.get()))
                : problems.of(request, ProblemType.NOT_FOUND, "no such swap");
    }

    private static Swaps.Filter filter(
            @Nullable StationId station, @Nullable String state, @Nullable String from, @Nullable String until) {
        return new Swaps.Filter(
                station,
                RequestValues.option("state", state, Swaps.State.class),
                RequestValues.instant("from", from),
                RequestValues.instant("until", until));
    }

    private ListShapes.SwapList page(
            Caller caller, Swaps.Filter filter, @Nullable String cursor, @Nullable Integer limit) {
        Page<Swap> page = swaps.list(caller, filter, RequestValues.text(cursor), RequestValues.limit(limit));
        List<SwapShape> shapes = page.items().stream().map(SwapShape::of).toList();
        return new ListShapes.SwapList(shapes.size(), shapes, page.next());
    }
}
