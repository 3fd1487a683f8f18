package io.fleetport.aws.elasticache;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach Redis, and how much of it and of us the live events may take.
 *
 * @param url {@code redis://host[:port]} or, with TLS, {@code rediss://host[:port]}; port 6379 when none is named. Cluster mode
 *     must be off: one command reads the streams of several organizations
 * @param user null for Redis' default user
 * @param password null when Redis asks for none
 * @param authorities PEM file of who may vouch for the server's certificate, null for those the JVM trusts
 * @param window how many of an organization's events are held at least for followers that come back, 1 or more
 * @param kept how long the events of an organization that has fallen silent are held, a second or more
 * @param mostUnanswered events on their way to Redis; more are dropped, {@value #LEAST_UNANSWERED} or more
 * @param patience longest wait for an answer before the connection counts as lost
 */
public record RedisSettings(
        URI url,
        @Nullable String user,
        @Nullable String password,
        @Nullable Path authorities,
        int window,
        Duration kept,
        int mostUnanswered,
        Duration patience) {

    /** One piece of a commit must fit. */
    public static final int LEAST_UNANSWERED = 256;

    /** Registered for Redis by IANA. */
    private static final int USUAL_PORT = 6379;

    /** @throws IllegalArgumentException when one is out of its range; the message holds no password */
    public RedisSettings {
        if (!("redis".equals(url.getScheme()) || "rediss".equals(url.getScheme())) || url.getHost() == null) {
            throw new IllegalArgumentException("url must be redis://host:port or rediss://host:port");
        }
        if (url.getUserInfo() != null) {
            throw new IllegalArgumentException("url must not hold a user or password: addresses get logged");
        }
        if (window < 1 || mostUnanswered < LEAST_UNANSWERED) {
            throw new IllegalArgumentException("window must be 1 or more and mostUnanswered " + LEAST_UNANSWERED
                    + " or more but are " + window + " and " + mostUnanswered);
        }
        if (kept.toSeconds() < 1 || patience.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "kept must be a second or more and patience a millisecond or more but are " + kept + " and "
                            + patience);
        }
    }

    boolean tls() {
        return "rediss".equals(url.getScheme());
    }

    /** Without the brackets that a URL has around an IPv6 address. */
    String host() {
        String host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        return url.getPort() < 0 ? USUAL_PORT : url.getPort();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return url.getScheme() + "://" + url.getAuthority();
    }
}
