package io.fleetport.bootstrap.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** What the type of a problem leads to: what it means and what to do. Open to everyone, as it says nothing about anyone. */
@Controller("/problems")
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "problems")
class ProblemController {

    private static final Properties MEANINGS = read();

    private final Problems problems;
    private final List<ProblemPage> pages;

    ProblemController(Problems problems) {
        this.problems = problems;
        this.pages = Stream.of(ProblemType.values())
                .map(type ->
                        new ProblemPage(type.uri(), type.title(), type.status().getCode(), meaningOf(type)))
                .toList();
    }

    /** One type of problem. */
    @Serdeable
    @Schema(name = "ProblemType")
    record ProblemPage(
            String type,
            String title,
            int status,

            @Schema(description = "what it means and what to do")
            String meaning) {}

    /** All types of problem. */
    @Serdeable
    @Schema(name = "ProblemTypeList")
    record ProblemPages(int count, List<ProblemPage> problems) {}

    @Get
    @Operation(summary = "Every type of problem the API answers with", operationId = "listProblemTypes")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProblemPages.class)))
    HttpResponse<?> all() {
        return cacheable(new ProblemPages(pages.size(), pages));
    }

    @Get("/{type}")
    @Operation(summary = "What a type of problem means", operationId = "getProblemType")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProblemPage.class)))
    HttpResponse<?> one(
            HttpRequest<?> request,
            @Parameter(description = "the last part of a problem's type, such as not-found") @PathVariable
                    String type) {
        String uri = "/problems/" + type;
        return pages.stream()
                .filter(page -> page.type().equals(uri))
                .<HttpResponse<?>>map(ProblemController::cacheable)
                .findFirst()
                .orElseGet(() -> problems.of(request, ProblemType.NOT_FOUND, "no such type of problem"));
    }

    private static HttpResponse<?> cacheable(Object page) {
        return HttpResponse.ok(page).header(HttpHeaders.CACHE_CONTROL, "public, max-age=3600");
    }

    private static String meaningOf(ProblemType type) {
        String name = type.uri().substring("/problems/".length());
        String meaning = MEANINGS.getProperty(name);
        if (meaning == null) {
            throw new IllegalStateException("problems.properties does not say what " + name + " means");
        }
        return meaning;
    }

    private static Properties read() {
        Properties meanings = new Properties();
        try (var in = ProblemController.class.getResourceAsStream("problems.properties")) {
            if (in == null) {
                throw new IllegalStateException("problems.properties is not on the class path");
            }
            meanings.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("problems.properties cannot be read", e);
        }
        return meanings;
    }
}
