package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.FollowLive;
import io.fleetport.bootstrap.security.Callers;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Named;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** What happens now, as server-sent events. */
@Controller("/api/v1/live")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "live")
class LiveController {

    private final LiveClients clients;
    private final ExecutorService executor;

    LiveController(LiveClients clients, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.clients = clients;
        this.executor = executor;
    }

    @Get
    @Produces(MediaType.TEXT_EVENT_STREAM)
    @Operation(
            summary = "Readings, trips, stations, sessions and swaps as they happen",
            operationId = "followLive",
            description =
                    "Server-sent events: reading, trip, station, session, swap, and reset when the position asked for is"
                            + " too old.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM,
                            schema =
                                    @Schema(
                                            oneOf = {
                                                LiveFrames.ReadingEvent.class,
                                                TripShape.class,
                                                StationShape.class,
                                                SessionShape.class,
                                                SwapShape.class
                                            })))
    CompletionStage<HttpResponse<Publisher<byte[]>>> follow(
            Authentication authentication,
            @Parameter(
                            name = "vehicle_id",
                            description =
                                    "ids with commas between; nothing of others, and nothing of stations but those named")
                    @Nullable
                    @QueryValue("vehicle_id")
                    String vehicleId,
            @Parameter(
                            name = "station_id",
                            description =
                                    "ids with commas between; nothing of others, and nothing of vehicles but those named")
                    @Nullable
                    @QueryValue("station_id")
                    String stationId,
            @Parameter(description = "outward names with commas between") @Nullable @QueryValue String signals,
            @Parameter(description = "reading, trip, station, session, swap, or some of them with commas between")
                    @Nullable
                    @QueryValue
                    String types,
            @Parameter(name = "last_event_id", description = "as the header, for clients that cannot set one")
                    @Nullable
                    @QueryValue("last_event_id")
                    String lastEventId,
            @Parameter(description = "id of the last event seen, to go on from there")
                    @Nullable
                    @Header("Last-Event-ID")
                    String lastEventIdHeader) {
        Set<VehicleId> vehicles = new HashSet<>();
        RequestValues.set(vehicleId).forEach(id -> vehicles.add(RequestValues.vehicle("vehicle_id", id)));
        Set<StationId> stations = new HashSet<>();
        RequestValues.set(stationId).forEach(id -> stations.add(StationValues.station(id)));
        Set<FollowLive.Kind> kinds = EnumSet.noneOf(FollowLive.Kind.class);
        for (String type : RequestValues.set(types)) {
            FollowLive.Kind kind = RequestValues.option("types", type, FollowLive.Kind.class);
            if (kind != null) {
                kinds.add(kind);
            }
        }
        // A browser that comes back keeps the address it began with and puts its newer position in the header.
        String header = RequestValues.text(lastEventIdHeader);
        String lastSeen = header != null ? header : RequestValues.text(lastEventId);
        FollowLive.Query query = new FollowLive.Query(vehicles, stations, RequestValues.set(signals), kinds);
        // Beginning to follow may block; the stream itself has no thread.
        return CompletableFuture.supplyAsync(
                () -> HttpResponse.<Publisher<byte[]>>ok(clients.follow(
                                Callers.of(authentication), query, lastSeen, Callers.endOf(authentication)))
                        .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .header("X-Accel-Buffering", "no"),
                executor);
    }
}
