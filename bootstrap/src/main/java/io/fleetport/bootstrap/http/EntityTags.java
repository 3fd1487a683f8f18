package io.fleetport.bootstrap.http;

import io.micronaut.core.order.Ordered;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Gives lists and other answers that carry no tag of their own one from their content, so that who polls is answered 304
 * while nothing changed. The work of finding out is the same; what is saved is the way.
 */
@ServerFilter("/api/v1/**")
final class EntityTags implements Ordered {

    private final JsonMapper json;

    EntityTags(JsonMapper json) {
        this.json = json;
    }

    /** Next to the controllers. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @ResponseFilter
    @Nullable
    HttpResponse<?> tag(HttpRequest<?> request, MutableHttpResponse<?> response) {
        Object body = response.body();
        boolean plain = request.getMethod() == HttpMethod.GET
                && response.code() == 200
                && !response.getHeaders().contains(HttpHeaders.ETAG)
                && body != null
                && body.getClass().isAnnotationPresent(Serdeable.class);
        return plain ? Conditional.of(request, written(body), response) : null;
    }

    @SuppressWarnings("unchecked") // The argument is made from the object's own class.
    private byte[] written(Object body) {
        try {
            return json.writeValueAsBytes((Argument<Object>) Argument.of(body.getClass()), body);
        } catch (IOException e) {
            throw new UncheckedIOException("an answer could not be written", e);
        }
    }
}
