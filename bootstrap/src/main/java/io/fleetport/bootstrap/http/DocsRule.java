package io.fleetport.bootstrap.http;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** The API's description is for those with a token, and for everyone where the settings open it. */
@Singleton
final class DocsRule implements SecurityRule<HttpRequest<?>> {

    private final boolean open;

    DocsRule(HttpSettings settings) {
        this.open = settings.openDocs();
    }

    @Override
    public Publisher<SecurityRuleResult> check(
            @Nullable HttpRequest<?> request, @Nullable Authentication authentication) {
        if (request == null || !isDocs(request.getPath())) {
            return Publishers.just(SecurityRuleResult.UNKNOWN);
        }
        return Publishers.just(
                open || authentication != null ? SecurityRuleResult.ALLOWED : SecurityRuleResult.REJECTED);
    }

    private static boolean isDocs(String path) {
        return path.equals(DocsController.DESCRIPTION)
                || path.equals(DocsController.DESCRIPTION_IN_YAML)
                || path.equals(DocsController.PAGE)
                || path.startsWith(DocsController.PAGE + "/");
    }
}
