package io.fleetport.bootstrap.http;

import io.fleetport.application.memory.InProcessRateLimits;
import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.out.RateLimits;
import io.fleetport.application.port.out.Usage;
import io.fleetport.application.usage.Quotas;
import io.fleetport.application.usage.UsageMeter;
import io.fleetport.bootstrap.security.Callers;
import io.fleetport.domain.fleet.OrganizationId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.security.authentication.Authentication;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refuses callers that ask more often than they may, and tells every caller what is left (draft-ietf-httpapi-ratelimit-headers).
 * Who has no token is refused elsewhere. A live stream is one request.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RateLimitFilter implements Ordered {

    static final String RATE_LIMIT = "RateLimit";
    static final String RATE_LIMIT_POLICY = "RateLimit-Policy";

    /** A few megabytes; there are far fewer callers than that in any two seconds. */
    private static final int MOST_CALLERS = 50_000;

    private static final String VERDICT = "fleetport.rate-limit";

    private final RateLimits limits;
    private final RateLimits.Rate ofCaller;
    private final @Nullable Quotas quotas;
    private final @Nullable UsageMeter meter;
    private final Problems problems;
    private final String policy;
    private final Counter refused;

    /**
     * @param limits absent where they are this process's own
     * @param quotas absent where organizations have none
     * @param meter absent where usage is not counted
     */
    RateLimitFilter(
            HttpSettings settings,
            Problems problems,
            MeterRegistry metrics,
            @Nullable RateLimits limits,
            @Nullable Quotas quotas,
            @Nullable UsageMeter meter) {
        this.quotas = quotas;
        this.meter = meter;
        int perSecond = settings.requestsPerSecond();
        int burst = settings.requestBurst();
        this.limits = limits == null ? new InProcessRateLimits(MOST_CALLERS, System::nanoTime) : limits;
        this.ofCaller = new RateLimits.Rate(perSecond, burst);
        this.problems = problems;
        this.policy = "\"caller\";q=" + burst + ";w=" + (burst + perSecond - 1) / perSecond;
        this.refused = Counter.builder("fleetport.http.limited")
                .description("requests refused because their caller asked too often")
                .register(metrics);
    }

    /** After the token was looked at, and the caller recognised, which has left the threads of the network. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> limit(HttpRequest<?> request) {
        Optional<Authentication> authentication = request.getUserPrincipal(Authentication.class);
        if (authentication.isEmpty()) {
            return null;
        }
        Caller caller = Callers.of(authentication.get());
        List<RateLimits.Verdict> verdicts = limits.take(wanted(caller));
        RateLimits.Verdict verdict = verdicts.getFirst();
        request.setAttribute(VERDICT, verdict);
        RateLimits.Verdict last = verdicts.getLast();
        if (last.allowed()) {
            if (meter != null) {
                meter.count(caller.organization(), Usage.Meter.REQUESTS, 1);
            }
            return null;
        }
        refused.increment();
        ProblemType why = verdict.allowed() ? ProblemType.QUOTA_EXCEEDED : ProblemType.TOO_MANY_REQUESTS;
        return told(
                problems.of(request, why, null)
                        .header(HttpHeaders.RETRY_AFTER, Long.toString(last.retryAfterSeconds())),
                verdict);
    }

    /** What the caller may do, and then what all callers of the organization may together, where something limits them. */
    private List<RateLimits.Wanted> wanted(Caller caller) {
        OrganizationId organization = caller.organization();
        RateLimits.Wanted own = new RateLimits.Wanted(
                new RateLimits.Bucket(organization, RateLimits.Kind.CALLER, caller.subject()), ofCaller);
        if (quotas == null) {
            return List.of(own);
        }
        int perSecond = quotas.of(organization).requestsPerSecond();
        return List.of(
                own,
                new RateLimits.Wanted(
                        new RateLimits.Bucket(organization, RateLimits.Kind.ORGANIZATION, ""),
                        new RateLimits.Rate(perSecond, 2.0 * perSecond)));
    }

    @ResponseFilter
    void tell(HttpRequest<?> request, MutableHttpResponse<?> response) {
        request.getAttribute(VERDICT, RateLimits.Verdict.class).ifPresent(verdict -> told(response, verdict));
    }

    private MutableHttpResponse<?> told(MutableHttpResponse<?> response, RateLimits.Verdict verdict) {
        response.getHeaders()
                .set(RATE_LIMIT, "\"caller\";r=" + verdict.remaining() + ";t=" + verdict.fullAfterSeconds());
        response.getHeaders().set(RATE_LIMIT_POLICY, policy);
        return response;
    }
}
