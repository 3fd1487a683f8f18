package io.fleetport.bootstrap.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What signed URLs without a host are completed with, where this service keeps the bytes itself.
 *
 * @param url how clients reach the service, such as {@code https://fleet.example.com}; null for as the asking one did
 */
public record DocumentAddress(@Nullable URI url) {

    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");

    /** The URL as the client can use it. A client that lies about its host is the only one to be told so. */
    URI absolute(HttpRequest<?> request, URI signed) {
        if (signed.isAbsolute()) {
            return signed;
        }
        return URI.create((url == null ? asked(request) : url.toString()) + signed);
    }

    private static String asked(HttpRequest<?> request) {
        @Nullable String host = request.getHeaders().get(HttpHeaders.HOST);
        return (request.isSecure() ? "https://" : "http://")
                + (host != null && HOST.matcher(host).matches()
                        ? host
                        : request.getServerName() + ":"
                                + request.getServerAddress().getPort());
    }
}
