package io.fleetport.bootstrap.security;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.RecogniseCallers;
import io.fleetport.domain.fleet.OrganizationId;
import io.micronaut.security.authentication.Authentication;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the authentication of a request holds. */
public final class Callers {

    /** Attribute that holds the caller. No claim of a token can be taken for one: it is of our own type. */
    private static final String CALLER = "fleetport.caller";

    private Callers() {}

    /**
     * Who the request's bearer is to the use cases, as {@link CallerFilter} found out.
     *
     * @throws IllegalStateException when it has not: nobody is let in by a token alone
     */
    public static Caller of(Authentication authentication) {
        if (authentication.getAttributes().get(CALLER) instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("the caller of this request was not recognised");
    }

    /** What a validated token says. */
    static RecogniseCallers.Presented presented(Authentication authentication) {
        Map<String, Object> claims = authentication.getAttributes();
        return new RecogniseCallers.Presented(
                new OrganizationId(String.valueOf(claims.get(TokenClaims.ORGANIZATION))),
                authentication.getName(),
                Set.copyOf(authentication.getRoles()),
                claims.containsKey(TokenClaims.VEHICLES) ? texts(claims.get(TokenClaims.VEHICLES)) : null);
    }

    /** The same with its caller. */
    static Authentication recognised(Authentication authentication, Caller caller) {
        Map<String, Object> attributes = new HashMap<>(authentication.getAttributes());
        attributes.put(CALLER, caller);
        return Authentication.build(authentication.getName(), authentication.getRoles(), attributes);
    }

    /** When the credential ends, and everything begun with it. */
    public static Instant endOf(Authentication authentication) {
        return authentication.getAttributes().get(TokenClaims.EXPIRES) instanceof Instant end ? end : Instant.MAX;
    }

    /** A claim in another form than a list of texts allows nothing. */
    private static Set<String> texts(Object claim) {
        Set<String> texts = new HashSet<>();
        if (claim instanceof Collection<?> items) {
            items.forEach(item -> texts.add(String.valueOf(item)));
        } else if (claim instanceof String text) {
            texts.add(text);
        }
        return texts;
    }
}
