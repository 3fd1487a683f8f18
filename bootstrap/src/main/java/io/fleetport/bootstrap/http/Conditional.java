package io.fleetport.bootstrap.http;

import io.fleetport.application.encoding.Sha256;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;

/** Answers with one resource and its entity tag, or with 304 when the caller has it already (RFC 9110, section 13). */
@Singleton
final class Conditional {

    private final JsonMapper json;

    Conditional(JsonMapper json) {
        this.json = json;
    }

    <T> HttpResponse<byte[]> of(HttpRequest<?> request, Class<T> type, T resource) {
        byte[] body = written(type, resource);
        return of(request, body, '"' + digestOf(body) + '"');
    }

    /** With a tag that leaves out what changes by itself. */
    <T> HttpResponse<byte[]> of(HttpRequest<?> request, Class<T> type, T resource, String tag) {
        return of(request, written(type, resource), tag);
    }

    <T> byte[] written(Class<T> type, T resource) {
        try {
            return json.writeValueAsBytes(Argument.of(type), resource);
        } catch (IOException e) {
            throw new UncheckedIOException("a resource could not be written", e);
        }
    }

    /** With a tag made from the body, keeping the other headers of what was about to be answered. */
    static HttpResponse<?> of(HttpRequest<?> request, byte[] body, MutableHttpResponse<?> answer) {
        HttpResponse<byte[]> tagged = of(request, body, '"' + digestOf(body) + '"');
        MutableHttpResponse<?> result = tagged.toMutableResponse();
        answer.getHeaders().forEach((name, values) -> {
            if (!result.getHeaders().contains(name)) {
                values.forEach(value -> result.header(name, value));
            }
        });
        return result;
    }

    private static HttpResponse<byte[]> of(HttpRequest<?> request, byte[] body, String tag) {
        if (request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH).stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(String::strip)
                .anyMatch(held -> held.equals("*") || held.equals(tag) || held.equals("W/" + tag))) {
            return HttpResponse.<byte[]>notModified().header(HttpHeaders.ETAG, tag);
        }
        return HttpResponse.ok(body)
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    }

    static String digestOf(byte[] content) {
        return HexFormat.of().formatHex(Sha256.of(content), 0, 16);
    }
}
