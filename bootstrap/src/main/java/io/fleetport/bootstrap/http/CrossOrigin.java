package io.fleetport.bootstrap.http;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.server.HttpServerConfiguration.CorsConfiguration;
import io.micronaut.http.server.cors.CorsOriginConfiguration;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Lets pages of the configured origins ask (Fetch standard, CORS protocol); without any, none may. */
@Singleton
final class CrossOrigin implements BeanCreatedEventListener<CorsConfiguration> {

    private static final List<HttpMethod> METHODS =
            List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PATCH);

    private static final List<String> ASKED = List.of(
            HttpHeaders.ACCEPT,
            HttpHeaders.AUTHORIZATION,
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.IF_MATCH,
            HttpHeaders.IF_NONE_MATCH,
            IdempotencyFilter.KEY,
            "Last-Event-ID");

    private static final List<String> SHOWN = List.of(
            HttpHeaders.ETAG,
            HttpHeaders.LOCATION,
            IdempotencyFilter.REPLAYED,
            RateLimitFilter.RATE_LIMIT,
            RateLimitFilter.RATE_LIMIT_POLICY,
            HttpHeaders.RETRY_AFTER);

    private final BeanProvider<HttpSettings> settings;

    CrossOrigin(BeanProvider<HttpSettings> settings) {
        this.settings = settings;
    }

    @Override
    public CorsConfiguration onCreated(BeanCreatedEvent<CorsConfiguration> event) {
        CorsConfiguration cors = event.getBean();
        List<String> origins = settings.get().corsOrigins();
        // Enabled without an origin it would allow all of them.
        cors.setEnabled(!origins.isEmpty());
        if (!origins.isEmpty()) {
            CorsOriginConfiguration allowed = new CorsOriginConfiguration();
            allowed.setAllowedOrigins(origins);
            allowed.setAllowedMethods(METHODS);
            allowed.setAllowedHeaders(ASKED);
            allowed.setExposedHeaders(SHOWN);
            // Tokens come in a header of their own; cookies mean nothing here.
            allowed.setAllowCredentials(false);
            cors.setConfigurations(Map.of("pages", allowed));
        }
        return cors;
    }
}
