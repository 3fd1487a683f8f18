package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.AnswerOnce;
import io.fleetport.application.port.in.AnswerOnce.Beginning;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.bootstrap.security.Callers;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.body.ByteBody.SplitBackpressureMode;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.web.router.RouteAttributes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a POST with an {@code Idempotency-Key} out once, and answers the same to whoever sends it again
 * (draft-ietf-httpapi-idempotency-key-header). Kept is what was done: after a refusal or a failure the key is free again.
 */
@ServerFilter("/api/v1/**")
final class IdempotencyFilter implements Ordered {

    static final String KEY = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    private static final Logger log = LoggerFactory.getLogger(IdempotencyFilter.class);
    private static final Pattern FORM = Pattern.compile("[!-~]{1,255}");
    private static final String BEGUN = "fleetport.idempotency";

    private final AnswerOnce once;
    private final JsonMapper json;
    private final Problems problems;

    IdempotencyFilter(AnswerOnce once, JsonMapper json, Problems problems) {
        this.once = once;
        this.json = json;
        this.problems = problems;
    }

    /** Behind everything that may refuse the request, so that refusals take no key. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.LAST.before();
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable
    HttpResponse<?> begin(HttpRequest<?> request) {
        List<String> keys = request.getHeaders().getAll(KEY);
        Optional<Authentication> authentication = request.getUserPrincipal(Authentication.class);
        if (keys.isEmpty()
                || request.getMethod() != HttpMethod.POST
                || authentication.isEmpty()
                || isDecidedEachTime(request)) {
            return null;
        }
        if (keys.size() > 1 || !FORM.matcher(keys.getFirst()).matches()) {
            throw new InvalidRequest(KEY, KEY + " must be 1 to 255 printable ASCII characters without spaces");
        }
        AnswerOnce.Request named = new AnswerOnce.Request(
                Callers.of(authentication.get()),
                request.getMethod() + " " + request.getUri(),
                keys.getFirst(),
                content(request));
        return switch (once.begin(named)) {
            case Beginning.CarryOut carryOut -> {
                request.setAttribute(BEGUN, named);
                yield null;
            }
            case Beginning.Repeat repeat ->
                KeptAnswer.read(repeat.answer()).asResponse().header(REPLAYED, "true");
            case Beginning.Underway underway ->
                problems.of(request, ProblemType.IDEMPOTENCY_UNDERWAY, null).header(HttpHeaders.RETRY_AFTER, "1");
            case Beginning.AnotherRequest another ->
                problems.of(request, ProblemType.IDEMPOTENCY_CONFLICT, "the key was sent before with another body");
        };
    }

    @ResponseFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    void end(HttpRequest<?> request, MutableHttpResponse<?> response) {
        Optional<AnswerOnce.Request> begun = request.getAttribute(BEGUN, AnswerOnce.Request.class);
        if (begun.isEmpty()) {
            return;
        }
        try {
            if (response.code() / 100 == 2) {
                once.answered(
                        begun.get(), KeptAnswer.of(response, body(response)).written());
            } else {
                once.abandoned(begun.get());
            }
        } catch (RuntimeException e) {
            // It was done; that it cannot be repeated from memory is no reason to call it failed.
            log.warn("the answer to {} {} was not kept: {}", request.getMethod(), request.getPath(), e.toString());
        }
    }

    private static boolean isDecidedEachTime(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request)
                .map(route -> route.getAnnotationMetadata().hasAnnotation(EachTimeAnew.class))
                .orElse(true); // nothing of ours: it is refused further on
    }

    /** Everything that must be the same for it to be the same request: the form of the body and its bytes. */
    private static byte[] content(HttpRequest<?> request) {
        byte[] type =
                request.getContentType().map(MediaType::getName).orElse("").getBytes(StandardCharsets.US_ASCII);
        byte[] body = body(request);
        byte[] content = Arrays.copyOf(type, type.length + 1 + body.length);
        System.arraycopy(body, 0, content, type.length + 1, body.length);
        return content;
    }

    /** A copy: the controller reads the body itself. */
    private static byte[] body(HttpRequest<?> request) {
        if (!(request instanceof ServerHttpRequest<?> served)) {
            return new byte[0];
        }
        try (CloseableByteBody copy = served.byteBody().split(SplitBackpressureMode.FASTEST);
                var whole = copy.buffer().join()) {
            return whole.toByteArray();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @SuppressWarnings("unchecked") // The argument is made from the object's own class.
    private byte[] body(MutableHttpResponse<?> response) {
        Object body = response.body();
        if (body == null) {
            return new byte[0];
        }
        if (body instanceof byte[] bytes) {
            return bytes;
        }
        try {
            byte[] written = json.writeValueAsBytes((Argument<Object>) Argument.of(body.getClass()), body);
            ((MutableHttpResponse<Object>) response).body(written);
            if (response.getContentType().isEmpty()) {
                response.contentType(MediaType.APPLICATION_JSON_TYPE);
            }
            return written;
        } catch (IOException e) {
            throw new UncheckedIOException("an answer could not be written", e);
        }
    }
}
