package io.fleetport.bootstrap.http;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.List;

/** Errors the framework finds by itself (no such route, body too large, wrong type of a parameter) as problem details. */
@Primary
@Singleton
final class FrameworkProblems implements ErrorResponseProcessor<Object> {

    private final Problems problems;

    FrameworkProblems(Problems problems) {
        this.problems = problems;
    }

    @Override
    @SuppressWarnings("unchecked")
    public MutableHttpResponse<Object> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        ProblemType type = ProblemType.of(response.code());
        List<Problem.FieldError> fields = context.getErrors().stream()
                .filter(error -> error.getPath().isPresent())
                .map(error -> new Problem.FieldError(fieldOf(error.getPath().orElseThrow()), error.getMessage()))
                .toList();
        if (type == ProblemType.BAD_REQUEST && !fields.isEmpty()) {
            type = ProblemType.VALIDATION;
        }
        // What broke on our side is for the log, not for the caller.
        String detail = response.code() >= 500 || context.getErrors().isEmpty()
                ? null
                : context.getErrors().stream()
                        .map(Error::getMessage)
                        .reduce((a, b) -> a + "; " + b)
                        .orElse(null);
        return (MutableHttpResponse<Object>) problems.fill(context.getRequest(), response, type, detail, fields);
    }

    /** Paths come as {@code /limit}; fields are called {@code limit}. */
    private static String fieldOf(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }
}
