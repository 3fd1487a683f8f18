package io.fleetport.bootstrap.security;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Lets a bearer learn that there is no such route, or not with this method or media type. Without it the answer to a
 * misspelt path would be that the token does not allow it.
 */
@Singleton
final class MissingRouteRule implements SecurityRule<HttpRequest<?>> {

    @Override
    public Publisher<SecurityRuleResult> check(
            @Nullable HttpRequest<?> request, @Nullable Authentication authentication) {
        boolean missing = request != null
                && authentication != null
                && RouteAttributes.getRouteMatch(request).isEmpty();
        return Publishers.just(missing ? SecurityRuleResult.ALLOWED : SecurityRuleResult.UNKNOWN);
    }
}
