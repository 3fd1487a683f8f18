package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.ViewStations;
import io.fleetport.application.port.in.ViewStations.Seen;
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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stations and what is in them now. */
@Controller("/api/v1/stations")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "stations")
class StationController {

    private final ViewStations stations;
    private final Conditional conditional;
    private final StationTags tags;
    private final Problems problems;

    StationController(ViewStations stations, Conditional conditional, StationTags tags, Problems problems) {
        this.stations = stations;
        this.conditional = conditional;
        this.tags = tags;
        this.problems = problems;
    }

    @Get
    @Operation(summary = "Stations by id", operationId = "listStations")
    ListShapes.StationList list(
            Authentication authentication,
            @Parameter(
                            description = "that last reported this",
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"operational", "degraded", "maintenance", "offline"}))
                    @Nullable
                    @QueryValue
                    String status,
            @Parameter(description = "latitude,longitude: only stations around this point") @Nullable @QueryValue
                    String near,
            @Parameter(
                            name = "within_km",
                            description = "so far around near, by default 10",
                            schema = @Schema(type = "number"))
                    @Nullable
                    @QueryValue("within_km")
                    String withinKm,
            @Parameter(name = "min_packs", description = "with so many packs ready", schema = @Schema(type = "integer"))
                    @Nullable
                    @QueryValue("min_packs")
                    String minPacks,
            @Parameter(
                            name = "min_soc",
                            description =
                                    "of the packs ready, only those with this state of charge at least, in percent",
                            schema = @Schema(type = "number"))
                    @Nullable
                    @QueryValue("min_soc")
                    String minSoc,
            @Parameter(description = "the next of an earlier page") @Nullable @QueryValue String cursor,
            @Parameter(description = "1 to 1000, by default 100") @Nullable @QueryValue Integer limit) {
        Page<Seen> page = stations.list(
                Callers.of(authentication),
                StationValues.filter(status, near, withinKm, minPacks, minSoc),
                RequestValues.text(cursor),
                RequestValues.limit(limit));
        List<StationShape> shapes = page.items().stream().map(StationShape::of).toList();
        return new ListShapes.StationList(shapes.size(), shapes, page.next());
    }

    @Get("/{station_id}")
    @Operation(summary = "One station with its slots and faults", operationId = "getStation")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = StationShape.class)))
    HttpResponse<?> one(
            HttpRequest<?> request, Authentication authentication, @PathVariable("station_id") String stationId) {
        Optional<Seen> seen = find(authentication, stationId);
        if (seen.isEmpty()) {
            return notFound(request);
        }
        StationShape shape = StationShape.whole(seen.get());
        return conditional.of(request, StationShape.class, shape, tags.of(seen.get(), shape.ageless()));
    }

    @Get("/{station_id}/slots")
    @Operation(summary = "The slots of a station and the packs in them", operationId = "listSlots")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ListShapes.SlotList.class)))
    HttpResponse<?> slots(
            HttpRequest<?> request, Authentication authentication, @PathVariable("station_id") String stationId) {
        Optional<Seen> seen = find(authentication, stationId);
        if (seen.isEmpty()) {
            return notFound(request);
        }
        List<SlotShape> shapes =
                seen.get().state().slots().stream().map(SlotShape::of).toList();
        return HttpResponse.ok(new ListShapes.SlotList(shapes.size(), stationId, shapes, null));
    }

    private Optional<Seen> find(Authentication authentication, String stationId) {
        return stations.find(Callers.of(authentication), StationValues.station(stationId));
    }

    private HttpResponse<?> notFound(HttpRequest<?> request) {
        return problems.of(request, ProblemType.NOT_FOUND, "no such station");
    }
}
