package io.fleetport.bootstrap.http;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a list of languages without a language in it, on which the platform breaks. Nothing here depends on languages
 * otherwise.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class LanguageFilter implements Ordered {

    private static final Pattern NOTHING_BUT_COMMAS = Pattern.compile("[\\s,]*,[\\s,]*");

    private final Problems problems;

    LanguageFilter(Problems problems) {
        this.problems = problems;
    }

    /** Behind the filter that protects answers, this one's included. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.FIRST.order();
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> refuse(HttpRequest<?> request) {
        String languages = request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE);
        return languages != null && NOTHING_BUT_COMMAS.matcher(languages).matches()
                ? problems.of(request, ProblemType.BAD_REQUEST, "Accept-Language names no language")
                : null;
    }
}
