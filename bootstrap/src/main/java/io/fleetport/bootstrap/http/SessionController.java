package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.ViewSessions;
import io.fleetport.application.port.in.ViewStations;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Sessions;
import io.fleetport.bootstrap.security.Callers;
import io.fleetport.domain.station.ChargingSession;
import io.fleetport.domain.station.SessionId;
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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Charging sessions, of all stations or of one. */
@Controller("/api/v1")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "sessions")
class SessionController {

    private final ViewSessions sessions;
    private final ViewStations stations;
    private final Conditional conditional;
    private final Problems problems;

    SessionController(ViewSessions sessions, ViewStations stations, Conditional conditional, Problems problems) {
        this.sessions = sessions;
        this.stations = stations;
        this.conditional = conditional;
        this.problems = problems;
    }

    @Get("/sessions")
    @Operation(summary = "Charging sessions, newest start first", operationId = "listSessions")
    ListShapes.SessionList list(
            Authentication authentication,
            @Parameter(name = "station_id") @Nullable @QueryValue("station_id") String stationId,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"underway", "finished", "closed_by_rule"}))
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

    @Get("/stations/{station_id}/sessions")
    @Operation(summary = "Charging sessions of a station, newest start first", operationId = "listSessionsOfStation")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ListShapes.SessionList.class)))
    HttpResponse<?> ofStation(
            HttpRequest<?> request,
            Authentication authentication,
            @PathVariable("station_id") String stationId,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"underway", "finished", "closed_by_rule"}))
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

    @Get("/stations/{station_id}/sessions/{session_id}")
    @Operation(summary = "One charging session", operationId = "getSession")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SessionShape.class)))
    HttpResponse<?> one(
            HttpRequest<?> request,
            Authentication authentication,
            @PathVariable("station_id") String stationId,
            @PathVariable("session_id") String sessionId) {
        Optional<ChargingSession> session = sessions.find(
                Callers.of(authentication),
                StationValues.station(stationId),
                StationValues.label("session_id", sessionId, SessionId::new));
        return session.isPresent()
                ? conditional.of(request, SessionShape.class, SessionShape.of(session.get()))
                : problems.of(request, ProblemType.NOT_FOUND, "no such session");
    }

    private static Sessions.Filter filter(
            @Nullable StationId station, @Nullable String state, @Nullable String from, @Nullable String until) {
        return new Sessions.Filter(
                station,
                RequestValues.option("state", state, Sessions.State.class),
                RequestValues.instant("from", from),
                RequestValues.instant("until", until));
    }

    private ListShapes.SessionList page(
            Caller caller, Sessions.Filter filter, @Nullable String cursor, @Nullable Integer limit) {
        Page<ChargingSession> page =
                sessions.list(caller, filter, RequestValues.text(cursor), RequestValues.limit(limit));
        List<SessionShape> shapes = page.items().stream().map(SessionShape::of).toList();
        return new ListShapes.SessionList(shapes.size(), shapes, page.next());
    }
}
