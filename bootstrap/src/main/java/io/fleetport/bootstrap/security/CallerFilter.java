package io.fleetport.bootstrap.security;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.Origin;
import io.fleetport.application.port.in.RecogniseCallers;
import io.fleetport.application.port.out.ApiKey;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.http.server.HttpServerConfiguration;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.SecurityFilter;
import java.net.InetAddress;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds out once per request who its bearer is to the use cases, right after the credential was validated. May ask a store,
 * so it does not run on the threads of the network.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class CallerFilter implements Ordered {

    private static final String REQUEST_ID = "X-Request-Id";

    /** What may stand in a log as it came. */
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private final RecogniseCallers callers;
    private final @Nullable String addressHeader;

    /** @param server says which header, if any, holds the client's address because somebody trusted set it */
    CallerFilter(RecogniseCallers callers, HttpServerConfiguration server) {
        this.callers = callers;
        this.addressHeader = server.getClientAddressHeader();
    }

    /** After the credential was validated, before anything else that wants to know the caller. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.order() + 1;
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    void recognise(HttpRequest<?> request) {
        Optional<Authentication> authentication = request.getUserPrincipal(Authentication.class);
        if (authentication.isPresent()) {
            Authentication validated = authentication.get();
            request.setAttribute(
                    SecurityFilter.AUTHENTICATION, Callers.recognised(validated, caller(validated, origin(request))));
        }
    }

    private Caller caller(Authentication validated, Origin origin) {
        return validated.getAttributes().get(ApiKeyTokens.KEY) instanceof ApiKey key
                ? callers.software(key, origin)
                : callers.bearer(Callers.presented(validated), origin);
    }

    private Origin origin(HttpRequest<?> request) {
        @Nullable String given = request.getHeaders().get(REQUEST_ID);
        return new Origin(
                address(request),
                given != null && SANE.matcher(given).matches()
                        ? given
                        : UUID.randomUUID().toString(),
                null);
    }

    private String address(HttpRequest<?> request) {
        if (addressHeader != null) {
            @Nullable String told = request.getHeaders().get(addressHeader);
            return told != null && SANE.matcher(told).matches() ? told : "unknown";
        }
        @Nullable InetAddress address = request.getRemoteAddress().getAddress();
        return address == null ? "unknown" : address.getHostAddress();
    }
}
