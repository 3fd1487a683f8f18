package io.fleetport.bootstrap.http;

import io.micronaut.http.HttpStatus;
import java.util.Locale;

/** Every kind of problem we answer with. The URI is relative to the service and stable for ever. */
public enum ProblemType {
    VALIDATION(HttpStatus.BAD_REQUEST, "A part of the request has a value it cannot have"),
    BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request cannot be understood"),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "A valid token is needed"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "The token does not allow this"),
    ORGANIZATION_REFUSED(HttpStatus.FORBIDDEN, "The organization has no active account here"),
    URL_REFUSED(HttpStatus.FORBIDDEN, "The signed URL is expired, or not as it was given out"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing here"),
    LIVE_ELSEWHERE(HttpStatus.NOT_FOUND, "Live events are served at another address"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This cannot be done here"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "None of the accepted forms is offered"),
    CONFLICT(HttpStatus.CONFLICT, "It is taken"),
    CERTIFICATES_NOT_OFFERED(HttpStatus.CONFLICT, "Certificates are issued elsewhere"),
    DOCUMENT_NOT_UPLOADED(HttpStatus.CONFLICT, "Nothing was uploaded yet"),
    DOCUMENT_STATE(HttpStatus.CONFLICT, "The document is not in the state for this"),
    DOCUMENTS_FULL(HttpStatus.CONFLICT, "There is no room for more documents"),
    IDEMPOTENCY_CONFLICT(HttpStatus.CONFLICT, "The key was used for another request"),
    IDEMPOTENCY_UNDERWAY(HttpStatus.CONFLICT, "A request with this key is underway, ask again for its answer"),
    PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED, "It is not any more as you knew it"),
    TOO_LARGE(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "The request is larger than allowed"),
    ANSWER_TOO_LARGE(HttpStatus.UNPROCESSABLE_ENTITY, "The answer is larger than can be sent this way"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body is in a form not understood here"),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "More requests than allowed, try again later"),
    QUOTA_EXCEEDED(HttpStatus.TOO_MANY_REQUESTS, "The organization asks more often than its quota allows"),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side"),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Not possible now, try again later"),
    NOT_SETTLED(HttpStatus.SERVICE_UNAVAILABLE, "Not everything was durable in time, send it again");

    private final HttpStatus status;
    private final String title;

    ProblemType(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String uri() {
        return "/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The general kind for a status the framework chose. */
    static ProblemType of(int status) {
        for (ProblemType type : values()) {
            if (type != VALIDATION && type.status.getCode() == status) {
                return type;
            }
        }
        return status >= 500 ? INTERNAL : BAD_REQUEST;
    }
}
