package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.Caller;
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

    private final CallerBuckets buckets;
    private final @Nullable Quotas quotas;
    private final @Nullable UsageMeter meter;
    private final Problems problems;
    private final String policy;
    private final Counter refused;

    /**
     * @param quotas absent where organizations have none
     * @param meter absent where usage is not counted
     */
    RateLimitFilter(
            HttpSettings settings,
            Problems problems,
            MeterRegistry metrics,
            @Nullable Quotas quotas,
            @Nullable UsageMeter meter) {
        this.quotas = quotas;
        this.meter = meter;
        int perSecond = settings.requestsPerSecond();
        int burst = settings.requestBurst();
        this.buckets = new CallerBuckets(perSecond, burst, MOST_CALLERS, System::nanoTime);
        this.problems = problems;
        this.policy = "\"caller\";q=" + burst + ";w=" + (burst + perSecond - 1) / perSecond;
        this.refused = Counter.builder("fleetport.http.limited")
                .description("requests refused because their caller asked too often")
                .register(metrics);
    }

    /** After the token was looked at. */
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
        CallerBuckets.Verdict verdict = buckets.take(caller.organization() + "/" + caller.subject());
        request.setAttribute(VERDICT, verdict);
        if (verdict.allowed()) {
            CallerBuckets.Verdict ofAll = ofAll(caller.organization());
            if (ofAll == null || ofAll.allowed()) {
                if (meter != null) {
                    meter.count(caller.organization(), Usage.Meter.REQUESTS, 1);
                }
                return null;
            }
            refused.increment();
            return told(
                    problems.of(request, ProblemType.QUOTA_EXCEEDED, null)
                            .header(HttpHeaders.RETRY_AFTER, Long.toString(ofAll.retryAfterSeconds())),
                    verdict);
        }
        refused.increment();
        return told(
                problems.of(request, ProblemType.TOO_MANY_REQUESTS, null)
                        .header(HttpHeaders.RETRY_AFTER, Long.toString(verdict.retryAfterSeconds())),
                verdict);
    }

    /** What the organization's callers together may do; null where nothing limits them. */
    private CallerBuckets.@Nullable Verdict ofAll(OrganizationId organization) {
        if (quotas == null) {
            return null;
        }
        int perSecond = quotas.of(organization).requestsPerSecond();
        return buckets.take(organization.value(), perSecond, 2.0 * perSecond);
    }

    @ResponseFilter
    void tell(HttpRequest<?> request, MutableHttpResponse<?> response) {
        request.getAttribute(VERDICT, CallerBuckets.Verdict.class).ifPresent(verdict -> told(response, verdict));
    }

    private MutableHttpResponse<?> told(MutableHttpResponse<?> response, CallerBuckets.Verdict verdict) {
        response.getHeaders()
                .set(RATE_LIMIT, "\"caller\";r=" + verdict.remaining() + ";t=" + verdict.fullAfterSeconds());
        response.getHeaders().set(RATE_LIMIT_POLICY, policy);
        return response;
    }
}
