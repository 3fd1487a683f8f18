package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.ManageDocuments;
import io.fleetport.application.port.in.ManageDocuments.Awaiting;
import io.fleetport.application.port.in.ManageDocuments.NoRoom;
import io.fleetport.application.port.in.ManageDocuments.NothingUploaded;
import io.fleetport.application.port.in.ManageDocuments.WrongState;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.DocumentFiles.SignedUrl;
import io.fleetport.application.port.out.Documents;
import io.fleetport.application.port.out.Page;
import io.fleetport.bootstrap.security.Callers;
import io.fleetport.domain.document.Document;
import io.fleetport.domain.document.DocumentId;
import io.fleetport.domain.document.DocumentKind;
import io.fleetport.domain.trip.TripId;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Documents of vehicles and trips; their bytes go past it. */
@Controller("/api/v1/documents")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "documents")
class DocumentController {

    private final ManageDocuments documents;
    private final JsonMapper json;
    private final DocumentAddress address;
    private final Problems problems;

    DocumentController(ManageDocuments documents, JsonMapper json, DocumentAddress address, Problems problems) {
        this.documents = documents;
        this.json = json;
        this.address = address;
        this.problems = problems;
    }

    @Post
    @Operation(
            summary = "Declares a document, and says where to send its bytes",
            operationId = "createDocument",
            description = "Then confirm it. What is never confirmed goes after a day.")
    @RequestBody(content = @Content(schema = @Schema(implementation = DocumentShapes.Declaration.class)))
    @ApiResponse(responseCode = "404", description = "There is no such vehicle or trip")
    @ApiResponse(responseCode = "409", description = "The organization has as many documents as it may have")
    @ApiResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = DocumentShapes.Shape.class)))
    HttpResponse<?> create(HttpRequest<?> request, Authentication authentication, @Body byte[] body) {
        Caller caller = allowed(authentication);
        Optional<Awaiting> awaiting = documents.declare(caller, DocumentRequests.declaration(json, body));
        if (awaiting.isEmpty()) {
            return problems.of(request, ProblemType.NOT_FOUND, "no such vehicle or trip");
        }
        DocumentShapes.Shape shape = shape(request, awaiting.get());
        return HttpResponse.created(shape)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.LOCATION, "/api/v1/documents/" + shape.documentId());
    }

    @Get
    @Operation(
            summary = "Documents, newest first",
            operationId = "listDocuments",
            description = "Dashcam clips only for those who may view them.")
    DocumentShapes.Page list(
            Authentication authentication,
            @Parameter(name = "vehicle_id") @Nullable @QueryValue("vehicle_id") String vehicleId,
            @Parameter(name = "trip_id") @Nullable @QueryValue("trip_id") String tripId,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"dashcam_clip", "trip_document"}))
                    @Nullable
                    @QueryValue
                    String kind,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"awaiting_upload", "available", "refused"}))
                    @Nullable
                    @QueryValue
                    String state,
            @Parameter(description = "the next of an earlier page") @Nullable @QueryValue String cursor,
            @Parameter(description = "1 to 1000, by default 100") @Nullable @QueryValue Integer limit) {
        Page<Document> page = documents.list(
                Callers.of(authentication),
                new ManageDocuments.Query(
                        RequestValues.option("kind", kind, DocumentKind.class),
                        RequestValues.optionalVehicle("vehicle_id", vehicleId),
                        RequestValues.read("trip_id", tripId, TripId::parse, "a UUID of 36 characters"),
                        RequestValues.option("state", state, Documents.State.class)),
                RequestValues.text(cursor),
                RequestValues.limit(limit));
        var shapes = page.items().stream().map(DocumentShapes.Shape::of).toList();
        return new DocumentShapes.Page(shapes.size(), shapes, page.next());
    }

    @Get("/{document_id}")
    @Operation(summary = "One document, without its bytes", operationId = "getDocument")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = DocumentShapes.Shape.class)))
    HttpResponse<?> one(
            HttpRequest<?> request, Authentication authentication, @PathVariable("document_id") String documentId) {
        return answer(request, documents.find(Callers.of(authentication), id(documentId)));
    }

    @Post("/{document_id}/upload")
    @Operation(summary = "Another place to send the bytes to", operationId = "renewDocumentUpload")
    @ApiResponse(responseCode = "409", description = "Its bytes are not awaited any more")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = DocumentShapes.Shape.class)))
    HttpResponse<?> renew(
            HttpRequest<?> request, Authentication authentication, @PathVariable("document_id") String documentId) {
        Optional<Awaiting> awaiting = documents.renewUpload(allowed(authentication), id(documentId));
        return awaiting.isPresent()
                ? HttpResponse.ok(shape(request, awaiting.get())).header(HttpHeaders.CACHE_CONTROL, "no-store")
                : notFound(request);
    }

    @Post("/{document_id}/confirm")
    @Operation(
            summary = "Says that the bytes are there",
            operationId = "confirmDocument",
            description = "They are looked at; the document is available or refused from then on.")
    @ApiResponse(responseCode = "409", description = "Nothing was uploaded yet")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = DocumentShapes.Shape.class)))
    HttpResponse<?> confirm(
            HttpRequest<?> request, Authentication authentication, @PathVariable("document_id") String documentId) {
        return answer(request, documents.confirm(allowed(authentication), id(documentId)));
    }

    @Get("/{document_id}/download")
    @Operation(summary = "Where to get the bytes", operationId = "downloadDocument")
    @ApiResponse(responseCode = "409", description = "It is not available")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = DocumentShapes.Download.class)))
    HttpResponse<?> download(
            HttpRequest<?> request, Authentication authentication, @PathVariable("document_id") String documentId) {
        Optional<SignedUrl> signed = documents.download(Callers.of(authentication), id(documentId));
        return signed.isPresent()
                ? HttpResponse.ok(new DocumentShapes.Download(documentId, signed(request, signed.get())))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                : notFound(request);
    }

    @Delete("/{document_id}")
    @Operation(summary = "Removes a document with its bytes", operationId = "removeDocument")
    @ApiResponse(responseCode = "204")
    HttpResponse<?> remove(
            HttpRequest<?> request, Authentication authentication, @PathVariable("document_id") String documentId) {
        return documents.remove(allowed(authentication), id(documentId)) ? HttpResponse.noContent() : notFound(request);
    }

    @Error(JsonMembers.NotAnObject.class)
    HttpResponse<?> notAnObject(HttpRequest<?> request, JsonMembers.NotAnObject exception) {
        return problems.of(request, ProblemType.BAD_REQUEST, exception.getMessage());
    }

    @Error(NoRoom.class)
    HttpResponse<?> full(HttpRequest<?> request, NoRoom exception) {
        return problems.of(request, ProblemType.DOCUMENTS_FULL, exception.getMessage());
    }

    @Error(NothingUploaded.class)
    HttpResponse<?> notUploaded(HttpRequest<?> request, NothingUploaded exception) {
        return problems.of(request, ProblemType.DOCUMENT_NOT_UPLOADED, exception.getMessage());
    }

    @Error(WrongState.class)
    HttpResponse<?> wrongState(HttpRequest<?> request, WrongState exception) {
        return problems.of(request, ProblemType.DOCUMENT_STATE, exception.getMessage());
    }

    /** Who may not is told so before anything about the request. */
    private static Caller allowed(Authentication authentication) {
        Caller caller = Callers.of(authentication);
        caller.require(Permission.MANAGE_DOCUMENTS);
        return caller;
    }

    private static DocumentId id(String text) {
        return new DocumentId(RequestValues.uuid("document_id", text));
    }

    private DocumentShapes.Shape shape(HttpRequest<?> request, Awaiting awaiting) {
        return DocumentShapes.Shape.of(awaiting.document(), signed(request, awaiting.upload()));
    }

    private DocumentShapes.Signed signed(HttpRequest<?> request, SignedUrl signed) {
        return DocumentShapes.Signed.of(signed, url -> address.absolute(request, url));
    }

    private HttpResponse<?> answer(HttpRequest<?> request, Optional<Document> document) {
        return document.isPresent() ? HttpResponse.ok(DocumentShapes.Shape.of(document.get())) : notFound(request);
    }

    private HttpResponse<?> notFound(HttpRequest<?> request) {
        return problems.of(request, ProblemType.NOT_FOUND, "no such document");
    }
}
