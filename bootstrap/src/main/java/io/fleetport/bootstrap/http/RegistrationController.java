package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.RegisterStations;
import io.fleetport.application.port.in.ViewStations.Seen;
import io.fleetport.application.port.out.StationCertificates;
import io.fleetport.bootstrap.security.Callers;
import io.fleetport.domain.motion.Position;
import io.fleetport.domain.station.StationId;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes stations known, renames, moves and certifies them. */
@Controller("/api/v1/stations")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "stations")
class RegistrationController {

    private final RegisterStations registration;
    private final StationTags tags;
    private final JsonMapper json;
    private final Problems problems;
    private final @Nullable BrokerAddress broker;

    RegistrationController(
            RegisterStations registration,
            StationTags tags,
            JsonMapper json,
            Problems problems,
            @Nullable BrokerAddress broker) {
        this.registration = registration;
        this.tags = tags;
        this.json = json;
        this.problems = problems;
        this.broker = broker;
    }

    @Post
    @Operation(
            summary = "Registers a station and, when asked to, certifies it",
            operationId = "registerStation",
            description = "Doing so again answers 200 and changes only the name and place that are given.")
    @RequestBody(content = @Content(schema = @Schema(implementation = StationRequestShapes.Registration.class)))
    @ApiResponse(
            responseCode = "200",
            description = "It was registered already",
            content = @Content(schema = @Schema(implementation = RegisteredShape.class)))
    @ApiResponse(
            responseCode = "201",
            description = "It is registered",
            content = @Content(schema = @Schema(implementation = RegisteredShape.class)))
    HttpResponse<?> register(HttpRequest<?> request, Authentication authentication, @Body byte[] body) {
        Caller caller = allowed(authentication);
        JsonMembers members =
                JsonMembers.read(json, body, Set.of("station_id", "name", "latitude", "longitude", "csr"));
        StationId station = StationValues.station(members.text("station_id"));
        var wish = new RegisterStations.Wish(station, members.text("name"), position(members), members.text("csr"));
        return switch (registration.register(caller, wish)) {
            case RegisterStations.Taken taken ->
                problems.of(request, ProblemType.CONFLICT, "the station is another organization's");
            case RegisterStations.Registered registered -> answer(registered);
        };
    }

    private HttpResponse<?> answer(RegisterStations.Registered registered) {
        Seen seen = registered.station();
        StationId station = seen.station().id();
        StationShape shape = StationShape.whole(seen);
        StationCertificates.Issued issued = registered.certificate();
        CertificateShape certificate = issued == null ? null : CertificateShape.of(station, issued, broker);
        return HttpResponse.status(registered.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(RegisteredShape.of(shape, certificate))
                .header(HttpHeaders.ETAG, tags.of(seen, shape.ageless()))
                .header(
                        HttpHeaders.LOCATION,
                        URI.create("/api/v1/stations/" + station).toString());
    }

    @Patch("/{station_id}")
    @Operation(
            summary = "Renames or moves a station",
            operationId = "changeStation",
            description = "With If-Match only when its name and place are still those of that tag.")
    @RequestBody(content = @Content(schema = @Schema(implementation = StationRequestShapes.Change.class)))
    @Parameter(
            name = HttpHeaders.IF_MATCH,
            in = ParameterIn.HEADER,
            description = "change it only while its name and place are those of this tag",
            schema = @Schema(type = "string"))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = StationShape.class)))
    @ApiResponse(responseCode = "412", description = "It was renamed or moved meanwhile")
    HttpResponse<?> change(
            HttpRequest<?> request,
            Authentication authentication,
            @PathVariable("station_id") String stationId,
            @Body byte[] body) {
        Caller caller = allowed(authentication);
        StationId station = StationValues.station(stationId);
        JsonMembers members = JsonMembers.read(json, body, Set.of("name", "latitude", "longitude"));
        Position position = position(members);
        Optional<Seen> before = registration.find(caller, station);
        if (before.isPresent() && !tags.isCurrent(request, before.get())) {
            return problems.of(request, ProblemType.PRECONDITION_FAILED, "the station was renamed or moved meanwhile");
        }
        Optional<Seen> after = registration.change(caller, station, members.text("name"), position);
        if (after.isEmpty()) {
            return notFound(request);
        }
        StationShape shape = StationShape.whole(after.get());
        return HttpResponse.ok(shape).header(HttpHeaders.ETAG, tags.of(after.get(), shape.ageless()));
    }

    @Post("/{station_id}/certificates")
    @Operation(summary = "Another certificate for a station", operationId = "certifyStation")
    @RequestBody(content = @Content(schema = @Schema(implementation = StationRequestShapes.Certification.class)))
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CertificateShape.class)))
    HttpResponse<?> certify(
            HttpRequest<?> request,
            Authentication authentication,
            @PathVariable("station_id") String stationId,
            @Body byte[] body) {
        Caller caller = allowed(authentication);
        StationId station = StationValues.station(stationId);
        String csr = JsonMembers.read(json, body, Set.of("csr")).requiredText("csr");
        Optional<StationCertificates.Issued> issued = registration.certify(caller, station, csr);
        return issued.isPresent()
                ? HttpResponse.created(CertificateShape.of(station, issued.get(), broker))
                : notFound(request);
    }

    @Error(JsonMembers.NotAnObject.class)
    HttpResponse<?> notAnObject(HttpRequest<?> request, JsonMembers.NotAnObject exception) {
        return problems.of(request, ProblemType.BAD_REQUEST, exception.getMessage());
    }

    /** Who may not register is told so before anything about the body. */
    private static Caller allowed(Authentication authentication) {
        Caller caller = Callers.of(authentication);
        caller.require(Permission.MANAGE_STATIONS);
        return caller;
    }

    private static @Nullable Position position(JsonMembers members) {
        return StationValues.position(members.number("latitude", -90, 90), members.number("longitude", -180, 180));
    }

    private HttpResponse<?> notFound(HttpRequest<?> request) {
        return problems.of(request, ProblemType.NOT_FOUND, "no such station");
    }
}
