package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.CommandStations;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.Page;
import io.fleetport.bootstrap.security.Callers;
import io.fleetport.domain.station.Instruction;
import io.fleetport.domain.station.StationCommand;
import io.fleetport.domain.station.StationId;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Has stations do something, and tells what became of it. */
@Controller("/api/v1/stations/{station_id}/commands")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "commands")
class CommandController {

    private final CommandStations commands;
    private final JsonMapper json;
    private final Conditional conditional;
    private final Problems problems;

    CommandController(CommandStations commands, JsonMapper json, Conditional conditional, Problems problems) {
        this.commands = commands;
        this.json = json;
        this.conditional = conditional;
        this.problems = problems;
    }

    @Post
    @Operation(
            summary = "Has a station do something, at most once",
            operationId = "commandStation",
            description = "Answers with the command as far as known then; ask for it again to learn its outcome.")
    @RequestBody(content = @Content(schema = @Schema(implementation = StationRequestShapes.Command.class)))
    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = CommandShape.class)))
    HttpResponse<?> command(
            HttpRequest<?> request,
            Authentication authentication,
            @PathVariable("station_id") String stationId,
            @Body byte[] body) {
        Caller caller = Callers.of(authentication);
        caller.require(Permission.COMMAND_STATIONS); // before anything is told about the body
        StationId station = StationValues.station(stationId);
        JsonMembers members = JsonMembers.read(json, body, Instructions.MEMBERS);
        Instruction instruction = Instructions.read(members);
        Optional<StationCommand> command = commands.command(caller, station, instruction, expiresIn(members));
        if (command.isEmpty()) {
            return notFound(request, "no such station");
        }
        CommandShape shape = CommandShape.of(command.get());
        return HttpResponse.accepted()
                .body(shape)
                .header(HttpHeaders.LOCATION, "/api/v1/stations/" + station + "/commands/" + shape.commandId());
    }

    @Get
    @Operation(summary = "Commands to a station, newest first", operationId = "listCommands")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ListShapes.CommandList.class)))
    HttpResponse<?> list(
            HttpRequest<?> request,
            Authentication authentication,
            @PathVariable("station_id") String stationId,
            @Parameter(description = "the next of an earlier page") @Nullable @QueryValue String cursor,
            @Parameter(description = "1 to 1000, by default 100") @Nullable @QueryValue Integer limit) {
        Optional<Page<StationCommand>> page = commands.list(
                Callers.of(authentication),
                StationValues.station(stationId),
                RequestValues.text(cursor),
                RequestValues.limit(limit));
        if (page.isEmpty()) {
            return notFound(request, "no such station");
        }
        List<CommandShape> shapes =
                page.get().items().stream().map(CommandShape::of).toList();
        return HttpResponse.ok(new ListShapes.CommandList(
                shapes.size(), stationId, shapes, page.get().next()));
    }

    @Get("/{command_id}")
    @Operation(summary = "One command and what became of it", operationId = "getCommand")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CommandShape.class)))
    HttpResponse<?> one(
            HttpRequest<?> request,
            Authentication authentication,
            @PathVariable("station_id") String stationId,
            @PathVariable("command_id") String commandId) {
        Optional<StationCommand> command = commands.find(
                Callers.of(authentication),
                StationValues.station(stationId),
                RequestValues.uuid("command_id", commandId));
        return command.isPresent()
                ? conditional.of(request, CommandShape.class, CommandShape.of(command.get()))
                : notFound(request, "no such command");
    }

    @Error(JsonMembers.NotAnObject.class)
    HttpResponse<?> notAnObject(HttpRequest<?> request, JsonMembers.NotAnObject exception) {
        return problems.of(request, ProblemType.BAD_REQUEST, exception.getMessage());
    }

    private static Duration expiresIn(JsonMembers members) {
        double least = CommandStations.LEAST_EXPIRY.toSeconds();
        double most = CommandStations.MOST_EXPIRY.toSeconds();
        Double seconds = members.number("expires_in_s", least, most);
        return seconds == null ? CommandStations.USUAL_EXPIRY : Duration.ofMillis(Math.round(seconds * 1_000));
    }

    private HttpResponse<?> notFound(HttpRequest<?> request, String detail) {
        return problems.of(request, ProblemType.NOT_FOUND, detail);
    }
}
