package io.fleetport.bootstrap.http;

import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes problem details. The body is made here, because no route promises this media type. */
@Singleton
final class Problems {

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    MutableHttpResponse<?> of(HttpRequest<?> request, ProblemType type, @Nullable String detail) {
        return of(request, type, detail, List.of());
    }

    MutableHttpResponse<?> of(
            HttpRequest<?> request, ProblemType type, @Nullable String detail, List<Problem.FieldError> errors) {
        return fill(request, HttpResponse.status(type.status()), type, detail, errors);
    }

    /** Turns an answer the framework has begun, whose status may be one of its own choice, into a problem. */
    MutableHttpResponse<?> fill(
            HttpRequest<?> request,
            MutableHttpResponse<?> response,
            ProblemType type,
            @Nullable String detail,
            List<Problem.FieldError> errors) {
        if (response.code() == HttpStatus.UNAUTHORIZED.getCode()
                && !response.getHeaders().contains(HttpHeaders.WWW_AUTHENTICATE)) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        response.contentType(MediaType.of(Problem.MEDIA_TYPE));
        if (request.getMethod() == HttpMethod.HEAD) {
            return response;
        }
        Problem problem = new Problem(type.uri(), type.title(), response.code(), detail, request.getPath(), errors);
        try {
            return response.body(json.writeValueAsBytes(Argument.of(Problem.class), problem));
        } catch (IOException e) {
            throw new UncheckedIOException("a problem could not be written", e);
        }
    }
}
