package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.ViewAvailability;
import io.fleetport.application.port.in.ViewStationDays;
import io.fleetport.application.port.in.ViewStationHistory;
import io.fleetport.application.port.out.Page;
import io.fleetport.bootstrap.security.Callers;
import io.fleetport.domain.station.StationDay;
import io.fleetport.domain.station.StationId;
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
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a station was like over time. */
@Controller("/api/v1/stations/{station_id}")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "stations")
class StationHistoryController {

    private final ViewStationHistory history;
    private final ViewAvailability availability;
    private final ViewStationDays days;
    private final Problems problems;

    StationHistoryController(
            ViewStationHistory history, ViewAvailability availability, ViewStationDays days, Problems problems) {
        this.history = history;
        this.availability = availability;
        this.days = days;
        this.problems = problems;
    }

    @Get("/history")
    @Operation(summary = "What a station reported over time, oldest first", operationId = "getStationHistory")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ListShapes.StationHistory.class)))
    HttpResponse<?> history(
            HttpRequest<?> request,
            Authentication authentication,
            @PathVariable("station_id") String stationId,
            @Parameter(description = "inclusive", schema = @Schema(type = "string", format = "date-time"))
                    @Nullable
                    @QueryValue
                    String from,
            @Parameter(description = "exclusive", schema = @Schema(type = "string", format = "date-time"))
                    @Nullable
                    @QueryValue
                    String until,
            @Parameter(
                            description =
                                    "one per interval, 1s to 1d, such as 5m: means with the least and the greatest of"
                                            + " temperature, humidity and power, else the last report")
                    @Nullable
                    @QueryValue
                    String every,
            @Parameter(description = "the next of an earlier page") @Nullable @QueryValue String cursor,
            @Parameter(description = "1 to 1000, by default 100") @Nullable @QueryValue Integer limit) {
        ViewStationHistory.Query query = new ViewStationHistory.Query(
                StationValues.station(stationId),
                RequestValues.instant("from", from),
                RequestValues.instant("until", until),
                RequestValues.duration("every", every));
        Optional<Page<ViewStationHistory.Moment>> page =
                history.of(Callers.of(authentication), query, RequestValues.text(cursor), RequestValues.limit(limit));
        if (page.isEmpty()) {
            return notFound(request);
        }
        List<ReportShape> shapes =
                page.get().items().stream().map(ReportShape::of).toList();
        return HttpResponse.ok(new ListShapes.StationHistory(
                shapes.size(), stationId, shapes, page.get().next()));
    }

    @Get("/availability")
    @Operation(
            summary = "How a station was over a time, and what is not known of it",
            operationId = "getAvailability",
            description = "The last day unless another time is asked for; at most 31 days.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AvailabilityShape.class)))
    HttpResponse<?> availability(
            HttpRequest<?> request,
            Authentication authentication,
            @PathVariable("station_id") String stationId,
            @Parameter(description = "inclusive", schema = @Schema(type = "string", format = "date-time"))
                    @Nullable
                    @QueryValue
                    String from,
            @Parameter(description = "exclusive", schema = @Schema(type = "string", format = "date-time"))
                    @Nullable
                    @QueryValue
                    String until) {
        StationId station = StationValues.station(stationId);
        Optional<ViewAvailability.Observed> observed = observed(authentication, station, from, until);
        return observed.isPresent()
                ? HttpResponse.ok(AvailabilityShape.of(station, observed.get()))
                : notFound(request);
    }

    @Get("/gaps")
    @Operation(
            summary = "When it is not known what happened at a station, oldest first",
            operationId = "listStationGaps",
            description = "Of the last day unless another time is asked for; at most 31 days.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ListShapes.StationGapList.class)))
    HttpResponse<?> gaps(
            HttpRequest<?> request,
            Authentication authentication,
            @PathVariable("station_id") String stationId,
            @Parameter(description = "inclusive", schema = @Schema(type = "string", format = "date-time"))
                    @Nullable
                    @QueryValue
                    String from,
            @Parameter(description = "exclusive", schema = @Schema(type = "string", format = "date-time"))
                    @Nullable
                    @QueryValue
                    String until) {
        Optional<ViewAvailability.Observed> observed =
                observed(authentication, StationValues.station(stationId), from, until);
        if (observed.isEmpty()) {
            return notFound(request);
        }
        List<StationGapShape> shapes =
                observed.get().gaps().stream().map(StationGapShape::of).toList();
        return HttpResponse.ok(new ListShapes.StationGapList(shapes.size(), stationId, shapes, null));
    }

    @Get("/days")
    @Operation(
            summary = "What happened at a station day by day, oldest first",
            operationId = "listStationDays",
            description = "The last seven days unless others are asked for; at most 400.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ListShapes.StationDayList.class)))
    HttpResponse<?> days(
            HttpRequest<?> request,
            Authentication authentication,
            @PathVariable("station_id") String stationId,
            @Parameter(description = "first day", schema = @Schema(type = "string", format = "date"))
                    @Nullable
                    @QueryValue
                    String from,
            @Parameter(description = "day after the last one", schema = @Schema(type = "string", format = "date"))
                    @Nullable
                    @QueryValue
                    String until,
            @Parameter(description = "whose midnights part the days, such as Europe/London; by default UTC")
                    @Nullable
                    @QueryValue
                    String zone) {
        Caller caller = Callers.of(authentication);
        ZoneId asked = RequestValues.zone("zone", zone);
        ZoneId local = asked == null ? ZoneOffset.UTC : asked;
        Optional<List<StationDay>> drawn = days.of(
                caller,
                StationValues.station(stationId),
                RequestValues.date("from", from),
                RequestValues.date("until", until),
                local);
        if (drawn.isEmpty()) {
            return notFound(request);
        }
        List<StationDayShape> shapes =
                drawn.get().stream().map(StationDayShape::of).toList();
        String name = asked == null ? "UTC" : local.getId();
        return HttpResponse.ok(new ListShapes.StationDayList(shapes.size(), stationId, name, shapes, null));
    }

    private Optional<ViewAvailability.Observed> observed(
            Authentication authentication, StationId station, @Nullable String from, @Nullable String until) {
        return availability.of(
                Callers.of(authentication),
                station,
                RequestValues.instant("from", from),
                RequestValues.instant("until", until));
    }

    private HttpResponse<?> notFound(HttpRequest<?> request) {
        return problems.of(request, ProblemType.NOT_FOUND, "no such station");
    }
}
