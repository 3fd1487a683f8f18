package io.fleetport.bootstrap.security;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whose tokens are believed, and what their claims mean here.
 *
 * @param issuer the {@code iss} claim of believed tokens; of an OIDC issuer also the address under which it describes itself
 * @param audience what their {@code aud} claim must contain one of, with commas between. A token without one, as Cognito's
 *     access tokens are, must name one of these as its {@code client_id}
 * @param developmentKey where the development issuer keeps its key; absent where tokens come from elsewhere. Allowed in
 *     the {@code local} environment only
 * @param keysUrl where the issuer's keys are; absent to find them by discovery
 * @param algorithms signatures that are believed. Those with a shared secret and none at all never are
 * @param clockSkew how far the issuer's clock and ours may be apart
 * @param keysFor how long keys are used before they are fetched anew; an unknown key is looked for at once
 * @param outageFor how much longer known keys are used while the issuer cannot be reached
 * @param organizationClaim which claim names the organization
 * @param rolesClaim which claim lists the roles
 * @param roles what the issuer's groups are called here: {@code group=role}, with commas between
 * @param scopePrefix scopes that begin so give the role named after it
 * @param clients organizations of machine clients whose tokens name none: {@code client_id=organization}, with commas between
 */
@ConfigurationProperties("fleetport.security")
public record SecuritySettings(
        @NotBlank @Bindable(defaultValue = DEFAULT_ISSUER) String issuer,
        @NotBlank @Bindable(defaultValue = DEFAULT_AUDIENCE) String audience,
        @Nullable Path developmentKey,
        @Nullable URI keysUrl,

        @NotBlank @Bindable(defaultValue = "RS256,PS256,ES256")
        String algorithms,

        @Bindable(defaultValue = "30s") Duration clockSkew,
        @Bindable(defaultValue = "15m") Duration keysFor,
        @Bindable(defaultValue = "24h") Duration outageFor,

        @NotBlank @Bindable(defaultValue = TokenClaims.ORGANIZATION)
        String organizationClaim,

        @NotBlank @Bindable(defaultValue = TokenClaims.ROLES)
        String rolesClaim,

        @Bindable(defaultValue = "") String roles,
        @Bindable(defaultValue = "fleetport/") String scopePrefix,
        @Bindable(defaultValue = "") String clients) {

    /** What the development issuer calls itself. */
    public static final String DEFAULT_ISSUER = "fleetport-development";

    public static final String DEFAULT_AUDIENCE = "fleetport";

    List<String> audiences() {
        return items(audience);
    }

    /** What the development issuer's tokens are for. */
    String firstAudience() {
        return audiences().isEmpty() ? DEFAULT_AUDIENCE : audiences().getFirst();
    }

    List<String> algorithmNames() {
        return items(algorithms);
    }

    /** @throws IllegalArgumentException when the setting is not of its form */
    Map<String, String> roleNames() {
        return pairs("roles", roles);
    }

    /** @throws IllegalArgumentException when the setting is not of its form */
    Map<String, String> clientOrganizations() {
        return pairs("clients", clients);
    }

    private static List<String> items(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private static Map<String, String> pairs(String name, String list) {
        return items(list).stream()
                .collect(Collectors.toUnmodifiableMap(pair -> side(name, pair, 0), pair -> side(name, pair, 1)));
    }

    private static String side(String name, String pair, int index) {
        int between = pair.lastIndexOf('=');
        if (between < 1 || between == pair.length() - 1) {
            throw new IllegalArgumentException(
                    "fleetport.security." + name + " must be a list of name=value with commas between but has " + pair);
        }
        return index == 0 ? pair.substring(0, between) : pair.substring(between + 1);
    }
}
