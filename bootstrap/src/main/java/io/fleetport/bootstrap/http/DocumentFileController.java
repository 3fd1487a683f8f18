package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.out.DocumentFiles;
import io.fleetport.bootstrap.document.DownloadGrant;
import io.fleetport.bootstrap.document.LocalDocumentFiles;
import io.fleetport.bootstrap.document.UploadGrant;
import io.fleetport.domain.document.DocumentId;
import io.fleetport.domain.fleet.OrganizationId;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.server.types.files.SystemFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Documents' bytes, where this service keeps them itself. Open to everyone: the signature in the URL is the credential, and it
 * says all that may be done.
 */
@Controller(LocalDocumentFiles.PATH)
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class DocumentFileController {

    private final @Nullable LocalDocumentFiles files;
    private final Problems problems;

    DocumentFileController(DocumentFiles files, Problems problems) {
        this.files = files instanceof LocalDocumentFiles local ? local : null;
        this.problems = problems;
    }

    @Put("/{organization}/{document_id}")
    @Consumes(MediaType.ALL)
    HttpResponse<?> put(
            HttpRequest<?> request, @PathVariable String organization, @PathVariable("document_id") String documentId) {
        if (files == null) {
            return problems.of(request, ProblemType.NOT_FOUND, "documents are kept elsewhere");
        }
        Optional<UploadGrant> signed = query(request)
                .flatMap(terms -> files.uploadOf(organization(organization), new DocumentId(id(documentId)), terms));
        if (signed.isEmpty()) {
            return problems.of(request, ProblemType.URL_REFUSED, null);
        }
        UploadGrant grant = signed.get();
        if (!grant.contentType().equals(request.getHeaders().get(HttpHeaders.CONTENT_TYPE))) {
            return problems.of(request, ProblemType.BAD_REQUEST, "Content-Type must be " + grant.contentType());
        }
        return receive(request, files, grant);
    }

    private HttpResponse<?> receive(HttpRequest<?> request, LocalDocumentFiles local, UploadGrant grant) {
        if (!(request instanceof ServerHttpRequest<?> served)) {
            throw new IllegalStateException("a request that did not come over the network");
        }
        try (CloseableByteBody body = served.byteBody().move();
                InputStream content = body.toInputStream()) {
            return switch (local.receive(grant, content)) {
                case STORED -> HttpResponse.ok();
                case OTHER_SIZE ->
                    problems.of(request, ProblemType.BAD_REQUEST, "the document must have " + grant.bytes() + " bytes");
                case OTHER_CHECKSUM ->
                    problems.of(
                            request, ProblemType.BAD_REQUEST, "the document must have the SHA-256 " + grant.checksum());
            };
        } catch (IOException | UncheckedIOException e) {
            return problems.of(request, ProblemType.BAD_REQUEST, "the document did not come to its end");
        }
    }

    @Get("/{organization}/{document_id}")
    @Produces(MediaType.ALL)
    HttpResponse<?> get(
            HttpRequest<?> request, @PathVariable String organization, @PathVariable("document_id") String documentId) {
        if (files == null) {
            return problems.of(request, ProblemType.NOT_FOUND, "documents are kept elsewhere");
        }
        Optional<DownloadGrant> signed = query(request)
                .flatMap(terms -> files.downloadOf(organization(organization), new DocumentId(id(documentId)), terms));
        if (signed.isEmpty()) {
            return problems.of(request, ProblemType.URL_REFUSED, null);
        }
        Optional<Path> file = files.promoted(signed.get());
        if (file.isEmpty()) {
            return problems.of(request, ProblemType.NOT_FOUND, "no such document");
        }
        SystemFile content = new SystemFile(
                        file.get().toFile(), MediaType.of(signed.get().contentType()))
                .attach(signed.get().fileName());
        // Named, so that nobody compresses it: parts of it are asked for by their place.
        return HttpResponse.ok(content).header(HttpHeaders.CONTENT_ENCODING, "identity");
    }

    /** Empty when a parameter comes twice: the signature would hold for one of them only. */
    private static Optional<Map<String, String>> query(HttpRequest<?> request) {
        Map<String, String> terms = new HashMap<>();
        for (Map.Entry<String, List<String>> parameter : request.getParameters()) {
            if (parameter.getValue().size() != 1) {
                return Optional.empty();
            }
            terms.put(parameter.getKey(), parameter.getValue().getFirst());
        }
        return Optional.of(terms);
    }

    private static OrganizationId organization(String text) {
        OrganizationId organization =
                RequestValues.read("organization", text, OrganizationId::new, "the name of an organization");
        if (organization == null) {
            throw new InvalidRequest("organization", "organization must not be empty");
        }
        return organization;
    }

    private static UUID id(String text) {
        return RequestValues.uuid("document_id", text);
    }
}
