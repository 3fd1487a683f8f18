package io.fleetport.bootstrap.security;

import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.RecogniseCallers;
import io.fleetport.application.port.out.ApiKey;
import io.fleetport.application.tenancy.CallerRecognition;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Validates bearer credentials that are keys: {@code Authorization: Bearer fpk_<id>_<secret>}. */
@Singleton
final class ApiKeyTokens implements TokenValidator<HttpRequest<?>> {

    /** Attribute of the authentication that holds the key. */
    static final String KEY = "fleetport.api-key";

    private static final String PREFIX = "fpk_";

    private final RecogniseCallers callers;
    private final Scheduler blocking;

    ApiKeyTokens(RecogniseCallers callers, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.callers = callers;
        this.blocking = Schedulers.fromExecutorService(blocking);
    }

    @Override
    public Publisher<Authentication> validateToken(String token, @Nullable HttpRequest<?> request) {
        if (!token.startsWith(PREFIX)) {
            return Publishers.empty();
        }
        return Mono.fromCallable(() -> callers.key(token))
                .subscribeOn(blocking)
                .flatMap(key -> Mono.justOrEmpty(key.map(ApiKeyTokens::authentication)));
    }

    private static Authentication authentication(ApiKey key) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(KEY, key);
        if (key.expiresAt() != null) {
            attributes.put("exp", key.expiresAt());
        }
        // Routes of the operator alone ask for the role; all others ask the caller's permissions.
        List<String> roles =
                key.permissions().contains(Permission.OPERATE) ? List.of(Role.OPERATOR.outwardName()) : List.of();
        return Authentication.build(CallerRecognition.KEY_SUBJECT + key.id(), roles, attributes);
    }
}
