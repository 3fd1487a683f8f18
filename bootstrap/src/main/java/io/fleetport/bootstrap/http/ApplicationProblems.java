package io.fleetport.bootstrap.http;

import io.fleetport.application.audit.Refusals;
import io.fleetport.application.port.in.DeliverReadings.NotSettledInTime;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.NotPermitted;
import io.fleetport.application.port.in.OrganizationRefused;
import io.fleetport.application.port.in.RegisterStations.CertificatesNotOffered;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.bootstrap.security.Callers;
import io.fleetport.bootstrap.security.SignInUnavailable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.security.authentication.Authentication;
import io.netty.handler.codec.DecoderException;
import jakarta.inject.Singleton;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the use cases throw, as problem details. */
final class ApplicationProblems {

    private static final Logger log = LoggerFactory.getLogger(ApplicationProblems.class);

    /** Seconds until trying again is sensible: a database restarts within this. */
    private static final String RETRY_AFTER = "5";

    private ApplicationProblems() {}

    /** The role is missing. */
    @Singleton
    static final class Forbidden implements ExceptionHandler<NotPermitted, HttpResponse<?>> {
        private final Problems problems;
        private final Refusals refusals;

        Forbidden(Problems problems, Refusals refusals) {
            this.problems = problems;
            this.refusals = refusals;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public HttpResponse<?> handle(HttpRequest request, NotPermitted exception) {
            ((HttpRequest<?>) request)
                    .getUserPrincipal(Authentication.class)
                    .ifPresent(asking -> refusals.refused(Callers.of(asking), exception.missing()));
            return problems.of(request, ProblemType.FORBIDDEN, exception.getMessage());
        }
    }

    /** The organization has no account, or a suspended one. */
    @Singleton
    static final class Refused implements ExceptionHandler<OrganizationRefused, HttpResponse<?>> {
        private final Problems problems;

        Refused(Problems problems) {
            this.problems = problems;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public HttpResponse<?> handle(HttpRequest request, OrganizationRefused exception) {
            return problems.of(request, ProblemType.ORGANIZATION_REFUSED, exception.getMessage());
        }
    }

    /** A value is wrong. */
    @Singleton
    static final class Invalid implements ExceptionHandler<InvalidRequest, HttpResponse<?>> {
        private final Problems problems;

        Invalid(Problems problems) {
            this.problems = problems;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public HttpResponse<?> handle(HttpRequest request, InvalidRequest exception) {
            String message = String.valueOf(exception.getMessage());
            return problems.of(
                    request,
                    ProblemType.VALIDATION,
                    message,
                    List.of(new Problem.FieldError(exception.field(), message)));
        }
    }

    /** Stations are certified elsewhere. */
    @Singleton
    static final class NotOffered implements ExceptionHandler<CertificatesNotOffered, HttpResponse<?>> {
        private final Problems problems;

        NotOffered(Problems problems) {
            this.problems = problems;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public HttpResponse<?> handle(HttpRequest request, CertificatesNotOffered exception) {
            return problems.of(request, ProblemType.CERTIFICATES_NOT_OFFERED, exception.getMessage());
        }
    }

    /** A store cannot be reached. */
    @Singleton
    static final class Unavailable implements ExceptionHandler<PortUnavailable, HttpResponse<?>> {
        private final Problems problems;

        Unavailable(Problems problems) {
            this.problems = problems;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public HttpResponse<?> handle(HttpRequest request, PortUnavailable exception) {
            log.warn("{} {} failed: {}", request.getMethod(), request.getPath(), exception.toString());
            return problems.of(request, ProblemType.UNAVAILABLE, null).header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
    }

    /** The issuer of tokens is away. */
    @Singleton
    static final class NoKeys implements ExceptionHandler<SignInUnavailable, HttpResponse<?>> {
        private final Problems problems;

        NoKeys(Problems problems) {
            this.problems = problems;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public HttpResponse<?> handle(HttpRequest request, SignInUnavailable exception) {
            log.warn("nobody can sign in: {}", String.valueOf(exception.getCause()));
            return problems.of(request, ProblemType.UNAVAILABLE, exception.getMessage())
                    .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
    }

    /** A delivery took too long. */
    @Singleton
    static final class NotSettled implements ExceptionHandler<NotSettledInTime, HttpResponse<?>> {
        private final Problems problems;

        NotSettled(Problems problems) {
            this.problems = problems;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public HttpResponse<?> handle(HttpRequest request, NotSettledInTime exception) {
            return problems.of(
                            request,
                            ProblemType.NOT_SETTLED,
                            exception.getMessage()
                                    + "; those already taken will still be stored, and sending all of them again stores none twice")
                    .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
    }

    /** The body is not what its headers claim. */
    @Singleton
    static final class Garbled implements ExceptionHandler<DecoderException, HttpResponse<?>> {
        private final Problems problems;

        Garbled(Problems problems) {
            this.problems = problems;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public HttpResponse<?> handle(HttpRequest request, DecoderException exception) {
            return problems.of(request, ProblemType.BAD_REQUEST, "the body is not compressed as Content-Encoding says");
        }
    }

    /** A bug, or a store that refused. */
    @Singleton
    static final class Unexpected implements ExceptionHandler<RuntimeException, HttpResponse<?>> {
        private final Problems problems;

        Unexpected(Problems problems) {
            this.problems = problems;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public HttpResponse<?> handle(HttpRequest request, RuntimeException exception) {
            log.error("{} {} failed", request.getMethod(), request.getPath(), exception);
            return problems.of(request, ProblemType.INTERNAL, null);
        }
    }
}
