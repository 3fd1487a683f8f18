package io.fleetport.bootstrap.http;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import org.jspecify.annotations.Nullable;

/** Serves of the API what this process is for: nothing else is there, but its health, which tells what it is for, and metrics. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RequestsElsewhere implements Ordered {

    static final String ROLES = "Fleetport-Roles";

    private static final String LIVE = "/api/v1/live";

    private final Problems problems;
    private final @Nullable PartsHere here;

    /** @param here absent where everything is served */
    RequestsElsewhere(Problems problems, @Nullable PartsHere here) {
        this.problems = problems;
        this.here = here;
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
        if (here == null || path.equals("/metrics") || isHealth(path)) {
            return null;
        }
        if (path.equals(LIVE) || path.equals(LIVE + "/")) {
            return here.live() ? null : elsewhere(request, "live events are served by other processes");
        }
        return here.requests() ? null : elsewhere(request, "requests are answered by other processes");
    }

    private HttpResponse<?> elsewhere(HttpRequest<?> request, String detail) {
        return problems.of(request, ProblemType.NOT_FOUND, detail);
    }

    @ResponseFilter
    void tell(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (here != null && isHealth(request.getPath())) {
            response.header(ROLES, String.join(",", here.roles()));
        }
    }

    private static boolean isHealth(String path) {
        return path.equals("/health") || path.startsWith("/health/");
    }
}
