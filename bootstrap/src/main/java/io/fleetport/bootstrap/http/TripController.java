package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.ViewTrips;
import io.fleetport.application.port.in.ViewTrips.Named;
import io.fleetport.application.port.in.ViewTrips.Track;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Trips;
import io.fleetport.bootstrap.security.Callers;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
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

/** Trips and the ways they took. */
@Controller("/api/v1/trips")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "trips")
class TripController {

    private final ViewTrips trips;
    private final Conditional conditional;
    private final Problems problems;

    TripController(ViewTrips trips, Conditional conditional, Problems problems) {
        this.trips = trips;
        this.conditional = conditional;
        this.problems = problems;
    }

    @Get
    @Operation(summary = "Trips, newest start first", operationId = "listTrips")
    ListShapes.TripList list(
            Authentication authentication,
            @Parameter(name = "vehicle_id") @Nullable @QueryValue("vehicle_id") String vehicleId,
            @Parameter(name = "vehicle_name") @Nullable @QueryValue("vehicle_name") String vehicleName,
            @Parameter(
                            description = "withdrawn trips are listed only when asked for",
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"underway", "finished", "withdrawn"}))
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
        Page<Named> page = trips.list(
                Callers.of(authentication),
                new ViewTrips.Query(
                        RequestValues.optionalVehicle("vehicle_id", vehicleId),
                        RequestValues.text(vehicleName),
                        RequestValues.option("state", state, Trips.State.class),
                        RequestValues.instant("from", from),
                        RequestValues.instant("until", until)),
                RequestValues.text(cursor),
                RequestValues.limit(limit));
        var shapes = page.items().stream().map(TripShape::of).toList();
        return new ListShapes.TripList(shapes.size(), shapes, page.next());
    }

    @Get("/{trip_id}")
    @Operation(summary = "One trip", operationId = "getTrip")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TripShape.class)))
    HttpResponse<?> one(HttpRequest<?> request, Authentication authentication, @PathVariable("trip_id") String tripId) {
        Optional<Named> trip = trips.find(Callers.of(authentication), RequestValues.trip(tripId));
        return trip.isPresent()
                ? conditional.of(request, TripShape.class, TripShape.of(trip.get()))
                : notFound(request);
    }

    @Get("/{trip_id}/track")
    @Produces({TrackForm.GEO_JSON_TYPE, TrackForm.GPX_TYPE, TrackForm.CSV_TYPE, MediaType.APPLICATION_JSON})
    @Operation(summary = "The way a trip took, in the form the Accept header asks for", operationId = "getTrack")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = TrackForm.GEO_JSON_TYPE, schema = @Schema(implementation = GeoJsonShape.class)),
                @Content(mediaType = TrackForm.GPX_TYPE, schema = @Schema(type = "string")),
                @Content(mediaType = TrackForm.CSV_TYPE, schema = @Schema(type = "string"))
            })
    HttpResponse<?> track(
            HttpRequest<?> request, Authentication authentication, @PathVariable("trip_id") String tripId) {
        return track(request, authentication, tripId, TrackForm.accepted(request.accept()));
    }

    @Get("/{trip_id}/track.{form:geojson|gpx|csv}")
    @Produces({TrackForm.GEO_JSON_TYPE, TrackForm.GPX_TYPE, TrackForm.CSV_TYPE, MediaType.ALL})
    @Operation(summary = "The way a trip took as a file", operationId = "getTrackFile")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = TrackForm.GEO_JSON_TYPE, schema = @Schema(implementation = GeoJsonShape.class)),
                @Content(mediaType = TrackForm.GPX_TYPE, schema = @Schema(type = "string")),
                @Content(mediaType = TrackForm.CSV_TYPE, schema = @Schema(type = "string"))
            })
    HttpResponse<?> trackFile(
            HttpRequest<?> request,
            Authentication authentication,
            @PathVariable("trip_id") String tripId,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"geojson", "gpx", "csv"}))
                    @PathVariable
                    String form) {
        TrackForm chosen = TrackForm.ofSuffix(form);
        HttpResponse<?> response = track(request, authentication, tripId, chosen);
        return response.code() == 200
                ? response.toMutableResponse()
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                "attachment; filename=\"" + tripId + "." + chosen.suffix() + "\"")
                : response;
    }

    private HttpResponse<?> track(
            HttpRequest<?> request, Authentication authentication, String tripId, TrackForm form) {
        Optional<Track> track = trips.track(Callers.of(authentication), RequestValues.trip(tripId));
        if (track.isEmpty()) {
            return notFound(request);
        }
        return HttpResponse.ok(form.write(track.get()))
                .contentType(MediaType.of(form.mediaType()))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }

    private HttpResponse<?> notFound(HttpRequest<?> request) {
        return problems.of(request, ProblemType.NOT_FOUND, "no such trip");
    }
}
