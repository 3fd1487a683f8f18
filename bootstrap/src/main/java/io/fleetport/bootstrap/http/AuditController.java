package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.ViewAudit;
import io.fleetport.application.port.out.AuditLog;
import io.fleetport.application.port.out.Page;
import io.fleetport.bootstrap.security.Callers;
import io.fleetport.domain.audit.AuditEntry;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.server.types.files.StreamedFile;
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
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Who did what. */
@Controller("/api/v1/audit")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "audit")
class AuditController {

    static final String LINES = "application/x-ndjson";

    private final ViewAudit audit;
    private final JsonMapper json;

    AuditController(ViewAudit audit, JsonMapper json) {
        this.audit = audit;
        this.json = json;
    }

    @Get
    @Operation(summary = "Entries of the audit log, newest first", operationId = "listAuditEntries")
    ListShapes.AuditEntryList list(
            Authentication authentication,
            @Parameter(description = "first time wanted") @Nullable @QueryValue String from,
            @Parameter(description = "first time not wanted any more") @Nullable @QueryValue String until,
            @Parameter(description = "only what this credential did") @Nullable @QueryValue String subject,
            @Parameter(description = "only this, such as station.register") @Nullable @QueryValue String action,
            @Parameter(description = "the next of an earlier page") @Nullable @QueryValue String cursor,
            @Parameter(description = "1 to 1000, by default 100") @Nullable @QueryValue Integer limit) {
        Page<AuditEntry> page = audit.list(
                Callers.of(authentication),
                new AuditLog.Filter(
                        RequestValues.instant("from", from),
                        RequestValues.instant("until", until),
                        RequestValues.text(subject),
                        RequestValues.text(action)),
                RequestValues.text(cursor),
                RequestValues.limit(limit));
        var shapes = page.items().stream().map(AuditEntryShape::of).toList();
        return new ListShapes.AuditEntryList(shapes.size(), shapes, page.next());
    }

    @Get("/export")
    @Produces(LINES)
    @Operation(
            summary = "The audit log, oldest first, one entry a line, to be kept and verified elsewhere",
            operationId = "exportAudit")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = LINES, schema = @Schema(type = "string")))
    HttpResponse<StreamedFile> export(
            Authentication authentication,
            @Parameter(
                            description = "number of the last entry already had, by default 0",
                            schema =
                                    @Schema(
                                            type = "integer",
                                            format = "int64",
                                            minimum = "0",
                                            maximum = "9007199254740991"))
                    @Nullable
                    @QueryValue
                    String after) {
        Long known = RequestValues.read("after", after, Long::valueOf, "the number of an entry, or 0");
        if (known != null && known < 0) {
            throw new InvalidRequest("after", "after must be the number of an entry, or 0");
        }
        Iterator<AuditEntry> entries = audit.export(Callers.of(authentication), known == null ? 0 : known);
        return HttpResponse.ok(
                        new StreamedFile(new JsonLines<>(entries, AuditEntryShape::of, json), MediaType.of(LINES)))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.ndjson\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
