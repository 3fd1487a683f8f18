package io.fleetport.bootstrap.tracing;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * A span per request, as the semantic conventions for HTTP servers have it, but for the path: it can hold a VIN, or in a signed
 * URL a secret, so only the route is told. Log lines written for the request hold the ids. It is not there at all where spans
 * go nowhere.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(beans = SpanExport.class)
final class RequestTracing implements Ordered {

    private static final String SPAN = "fleetport.span";

    /** Asked every few seconds by whoever runs the process; of no interest to anybody who looks at traces. */
    private static final String HEALTH = "/health";

    private static final AttributeKey<String> METHOD = stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = stringKey("http.route");
    private static final AttributeKey<Long> STATUS = longKey("http.response.status_code");
    private static final AttributeKey<String> SCHEME = stringKey("url.scheme");
    private static final AttributeKey<String> ERROR_TYPE = stringKey("error.type");

    private static final TextMapGetter<HttpHeaders> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpHeaders headers) {
            return headers.names();
        }

        @Override
        public @Nullable String get(@Nullable HttpHeaders headers, String name) {
            return headers == null ? null : headers.get(name);
        }
    };

    private final Tracer tracer;
    private final boolean followsCallers;

    RequestTracing(SpanExport export) {
        this.tracer = export.tracer();
        this.followsCallers = export.followsCallers();
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.TRACING.order();
    }

    @RequestFilter
    void begin(HttpRequest<?> request, MutablePropagatedContext context) {
        if (request.getPath().startsWith(HEALTH)) {
            return;
        }
        Context before = followsCallers
                ? W3CTraceContextPropagator.getInstance().extract(Context.root(), request.getHeaders(), HEADERS)
                : Context.root();
        Span span = tracer.spanBuilder(method(request))
                .setParent(before)
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
        request.setAttribute(SPAN, span);
        context.add(new Around(span));
    }

    @ResponseFilter
    void end(HttpRequest<?> request, HttpResponse<?> response) {
        Optional<Span> begun = request.getAttribute(SPAN, Span.class);
        if (begun.isEmpty() || !begun.get().isRecording()) {
            return;
        }
        Span span = begun.get();
        Optional<String> route = BasicHttpAttributes.getUriTemplate(request);
        route.ifPresent(template -> {
            span.updateName(method(request) + " " + template);
            span.setAttribute(ROUTE, template);
        });
        int status = response.code();
        span.setAttribute(METHOD, method(request));
        span.setAttribute(SCHEME, request.isSecure() ? "https" : "http");
        span.setAttribute(STATUS, (long) status);
        if (status >= 500) {
            span.setAttribute(ERROR_TYPE, Integer.toString(status));
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    /** A method that is none of the known ones is whatever a caller wrote. */
    private static String method(HttpRequest<?> request) {
        return request.getMethod() == HttpMethod.CUSTOM ? "_OTHER" : request.getMethodName();
    }

    /** The span on whatever thread works for the request, and its ids in what is logged there. */
    private record Around(Span span) implements ThreadPropagatedContextElement<Scope> {

        private static final String TRACE_ID = "trace_id";
        private static final String SPAN_ID = "span_id";

        @Override
        @SuppressWarnings("MustBeClosedChecker") // closed when the thread goes on to other work
        public Scope updateThreadContext() {
            MDC.put(TRACE_ID, span.getSpanContext().getTraceId());
            MDC.put(SPAN_ID, span.getSpanContext().getSpanId());
            return span.makeCurrent();
        }

        @Override
        public void restoreThreadContext(Scope scope) {
            scope.close();
            MDC.remove(TRACE_ID);
            MDC.remove(SPAN_ID);
        }
    }
}
