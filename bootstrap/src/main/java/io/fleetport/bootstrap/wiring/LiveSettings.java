package io.fleetport.bootstrap.wiring;

import io.fleetport.aws.elasticache.RedisSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code fleetport.live-window} and {@code fleetport.redis.*}: how live events, limits and reads go from one process to the others. */
final class LiveSettings {

    private static final String URL = "fleetport.redis.url";

    /** Events of an organization held for followers that come back: at 10,000 a second a few seconds' worth. */
    private static final int WINDOW = 50_000;

    private static final int MOST_WINDOW = 10_000_000;

    /** Of an organization that has fallen silent: longer than a browser sleeps over night. */
    private static final Duration KEPT = Duration.ofDays(1);

    /** At some 200 bytes each 4 MB, and more than a commit holds. */
    private static final int UNANSWERED = 20_000;

    private static final int MOST_UNANSWERED = 1_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private LiveSettings() {}

    /** What must not start. The address is not repeated, because by mistake it may hold a password. */
    static List<String> wrong(Settings settings, Deployment deployment) {
        List<String> wrong = new ArrayList<>();
        String text = settings.text(URL).orElse("");
        if (!deployment.needsRedis()) {
            if (!text.isEmpty()) {
                wrong.add(URL + " is set, but fleetport.live is in-process: set it to redis, or leave the address out");
            }
            return wrong;
        }
        if (text.isEmpty()) {
            wrong.add(URL + " is not set, but " + wants(deployment) + " is redis: set it to rediss://host:port");
            return wrong;
        }
        try {
            RedisSettings redis = redis(settings);
            boolean clear = "redis".equals(redis.url().getScheme());
            if (clear
                    && !deployment.isLocal()
                    && !Deployment.LOOPBACK.matcher(redis.url().getHost()).matches()) {
                wrong.add(
                        URL + " must begin with rediss:// unless Redis is on this machine: live events and the password"
                                + " would cross the network in the clear");
            }
            if (clear && redis.authorities() != null) {
                wrong.add("fleetport.redis.authorities is set, but " + URL
                        + " begins with redis://, which is without TLS:"
                        + " let it begin with rediss://, or leave the file out");
            }
            if (redis.user() != null && redis.password() == null) {
                wrong.add("fleetport.redis.user is set, but fleetport.redis.password is not: set it too");
            }
        } catch (WrongSetting e) {
            wrong.add(String.valueOf(e.getMessage()));
        }
        return wrong;
    }

    private static String wants(Deployment deployment) {
        if (deployment.live() == Deployment.Live.REDIS) {
            return "fleetport.live";
        }
        return deployment.limits() == Deployment.RateLimits.REDIS ? "fleetport.limits.kind" : ReadCacheBeans.KIND;
    }

    static int window(Settings settings) {
        return settings.number("fleetport.live-window", WINDOW, 1, MOST_WINDOW);
    }

    /** @throws WrongSetting when one is wrong by itself */
    static RedisSettings redis(Settings settings) {
        try {
            return new RedisSettings(
                    new URI(settings.required(URL, "something is shared through Redis")),
                    settings.text("fleetport.redis.user").orElse(null),
                    settings.text("fleetport.redis.password").orElse(null),
                    settings.text("fleetport.redis.authorities").map(Path::of).orElse(null),
                    window(settings),
                    settings.duration("fleetport.redis.keep", KEPT, Duration.ofSeconds(1)),
                    settings.number(
                            "fleetport.redis.most-unanswered",
                            UNANSWERED,
                            RedisSettings.LEAST_UNANSWERED,
                            MOST_UNANSWERED),
                    settings.duration("fleetport.redis.patience", PATIENCE, Duration.ofMillis(100)));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new WrongSetting(
                    URL + " must be redis://host:port or rediss://host:port, with user and password in settings of"
                            + " their own: fleetport.redis.user and fleetport.redis.password",
                    e);
        }
    }
}
