package io.fleetport.bootstrap.wiring;

import io.fleetport.aws.sdk.AwsAccess;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** Reads how AWS is reached. */
final class AwsSettings {

    private static final String REGION = "fleetport.aws.region";
    private static final String ENDPOINT = "fleetport.aws.endpoint";

    private static final int ATTEMPTS = 3;
    private static final int MOST_ATTEMPTS = 10;
    private static final Duration LEAST = Duration.ofMillis(100);

    private AwsSettings() {}

    /**
     * @param part whose {@code attempt-timeout} and {@code call-timeout} count, such as {@code fleetport.keys}
     * @param attempt where the setting is not given; so {@code call}
     */
    static AwsAccess access(Settings settings, String part, Duration attempt, Duration call) {
        Duration attemptTimeout = settings.duration(part + ".attempt-timeout", attempt, LEAST);
        Duration callTimeout = settings.duration(
                part + ".call-timeout", attemptTimeout.compareTo(call) > 0 ? attemptTimeout : call, attemptTimeout);
        return AwsAccess.of(
                settings.text(REGION).orElseGet(AwsSettings::usualRegion),
                endpoint(settings, ENDPOINT),
                settings.number("fleetport.aws.attempts", ATTEMPTS, 1, MOST_ATTEMPTS),
                attemptTimeout,
                callTimeout);
    }

    /** As every program on AWS finds it: {@code AWS_REGION}, profile, instance. */
    private static String usualRegion() {
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion().id();
        } catch (SdkClientException unknown) {
            throw new WrongSetting(REGION + " is not set, and neither is AWS_REGION", unknown);
        }
    }

    /** The same, with the endpoint of a service that has one of its own. */
    static AwsAccess at(Settings settings, String name, AwsAccess usual) {
        return settings.text(name).isEmpty() ? usual : usual.at(endpoint(settings, name));
    }

    private static @Nullable URI endpoint(Settings settings, String name) {
        String given = settings.text(name).orElse("");
        if (given.isEmpty()) {
            return null;
        }
        try {
            URI endpoint = new URI(given);
            if (endpoint.getHost() != null
                    && ("https".equals(endpoint.getScheme()) || "http".equals(endpoint.getScheme()))) {
                return endpoint;
            }
        } catch (URISyntaxException malformed) {
            throw new WrongSetting(name + " must be an address such as https://host:port but is " + given, malformed);
        }
        throw new WrongSetting(name + " must be an address such as https://host:port but is " + given);
    }
}
