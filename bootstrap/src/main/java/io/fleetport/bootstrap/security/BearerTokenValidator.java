package io.fleetport.bootstrap.security;

import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Verifies tokens where waiting for their issuer holds up nobody else. */
@Singleton
final class BearerTokenValidator implements TokenValidator<HttpRequest<?>> {

    private final BearerTokens tokens;
    private final Scheduler scheduler;

    BearerTokenValidator(BearerTokens tokens, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.tokens = tokens;
        this.scheduler = Schedulers.fromExecutorService(executor);
    }

    @Override
    public Publisher<Authentication> validateToken(String token, @Nullable HttpRequest<?> request) {
        return Mono.fromCallable(() -> tokens.verify(token))
                .subscribeOn(scheduler)
                .flatMap(Mono::justOrEmpty);
    }
}
