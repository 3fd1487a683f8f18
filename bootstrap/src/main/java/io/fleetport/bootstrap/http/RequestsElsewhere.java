package io.fleetport.bootstrap.http;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import org.jspecify.annotations.Nullable;

/** In a process that does not answer requests there is nothing but its health and its metrics. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RequestsElsewhere implements Ordered {

    private final Problems problems;
    private final boolean elsewhere;

    /** @param here absent where requests are answered whatever else is done */
    RequestsElsewhere(Problems problems, @Nullable RequestsHere here) {
        this.problems = problems;
        this.elsewhere = here != null && !here.answered();
    }

    /** Before a token is looked at: without the API there is nobody to sign in. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.before();
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> refuse(HttpRequest<?> request) {
        String path = request.getPath();
        return !elsewhere || path.equals("/metrics") || path.equals("/health") || path.startsWith("/health/")
                ? null
                : problems.of(request, ProblemType.NOT_FOUND, "requests are answered by other processes");
    }
}
