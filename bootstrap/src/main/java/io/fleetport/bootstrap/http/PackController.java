package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.ViewPacks;
import io.fleetport.application.port.in.ViewPacks.Located;
import io.fleetport.application.port.in.ViewPacks.Travelled;
import io.fleetport.application.port.out.Page;
import io.fleetport.bootstrap.security.Callers;
import io.fleetport.domain.station.PackId;
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

/** Battery packs and where they have been. */
@Controller("/api/v1/packs")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "packs")
class PackController {

    private final ViewPacks packs;
    private final Conditional conditional;
    private final Problems problems;

    PackController(ViewPacks packs, Conditional conditional, Problems problems) {
        this.packs = packs;
        this.conditional = conditional;
        this.problems = problems;
    }

    @Get
    @Operation(summary = "Battery packs by id", operationId = "listPacks")
    ListShapes.PackList list(
            Authentication authentication,
            @Parameter(description = "the next of an earlier page") @Nullable @QueryValue String cursor,
            @Parameter(description = "1 to 1000, by default 100") @Nullable @QueryValue Integer limit) {
        Page<Located> page =
                packs.list(Callers.of(authentication), RequestValues.text(cursor), RequestValues.limit(limit));
        List<PackShape> shapes = page.items().stream().map(PackShape::of).toList();
        return new ListShapes.PackList(shapes.size(), shapes, page.next());
    }

    @Get("/{pack_id}")
    @Operation(summary = "One battery pack with its journey", operationId = "getPack")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PackShape.class)))
    HttpResponse<?> one(HttpRequest<?> request, Authentication authentication, @PathVariable("pack_id") String packId) {
        Optional<Travelled> pack =
                packs.find(Callers.of(authentication), StationValues.label("pack_id", packId, PackId::new));
        return pack.isPresent()
                ? conditional.of(request, PackShape.class, PackShape.whole(pack.get()))
                : problems.of(request, ProblemType.NOT_FOUND, "no such pack");
    }
}
