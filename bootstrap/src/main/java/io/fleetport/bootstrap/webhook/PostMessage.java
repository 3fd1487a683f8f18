package io.fleetport.bootstrap.webhook;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A POST as it goes over the wire (RFC 9112). */
final class PostMessage {

    private PostMessage() {}

    /** @param headers names and values of our own making: none comes from a tenant */
    static byte[] of(URI url, Map<String, String> headers, byte[] body) {
        StringBuilder head = new StringBuilder(256);
        // As ASCII: what a URI may hold beyond it is escaped, so that no line can end inside.
        String path = URI.create(url.toASCIIString()).getRawPath();
        String query = URI.create(url.toASCIIString()).getRawQuery();
        head.append("POST ").append(path == null || path.isEmpty() ? "/" : path);
        if (query != null) {
            head.append('?').append(query);
        }
        head.append(" HTTP/1.1\r\nHost: ").append(url.getHost());
        if (url.getPort() >= 0) {
            head.append(':').append(url.getPort());
        }
        head.append("\r\nUser-Agent: Fleetport-Webhooks/1\r\nContent-Type: application/json\r\nContent-Length: ")
                .append(body.length)
                .append("\r\nConnection: close\r\n");
        new TreeMap<>(headers)
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        head.append("\r\n");
        byte[] first = head.toString().getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[first.length + body.length];
        System.arraycopy(first, 0, whole, 0, first.length);
        System.arraycopy(body, 0, whole, first.length, body.length);
        return whole;
    }
}
