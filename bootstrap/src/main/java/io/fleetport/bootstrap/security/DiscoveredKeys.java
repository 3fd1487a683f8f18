package io.fleetport.bootstrap.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An issuer's keys by its own description (OpenID Connect Discovery 1.0, section 4), fetched anew each time: what is around
 * this one keeps them. Safe to call from many threads.
 */
final class DiscoveredKeys<C extends SecurityContext> implements JWKSetSource<C> {

    private static final String DESCRIPTION = "/.well-known/openid-configuration";

    private final String issuer;
    private final @Nullable URI keysUrl;
    private final ResourceRetriever web;

    /** @param keysUrl where the keys are, null to ask the issuer */
    DiscoveredKeys(String issuer, @Nullable URI keysUrl, ResourceRetriever web) {
        this.issuer = issuer;
        this.keysUrl = keysUrl;
        this.web = web;
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long now, C context) throws KeySourceException {
        try {
            URL keys = keysUrl != null ? keysUrl.toURL() : discovered();
            return JWKSet.parse(web.retrieveResource(keys).getContent());
        } catch (IOException | ParseException | IllegalArgumentException e) {
            throw new RemoteKeySourceException("the keys of " + issuer + " cannot be had: " + e.getMessage(), e);
        }
    }

    private URL discovered() throws IOException, ParseException {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        String text =
                web.retrieveResource(URI.create(base + DESCRIPTION).toURL()).getContent();
        Map<String, Object> description = JSONObjectUtils.parse(text);
        // Section 4.3: a description that names another issuer must not be used.
        if (!issuer.equals(description.get("issuer"))) {
            throw new IOException("its description names another issuer");
        }
        String keys = JSONObjectUtils.getString(description, "jwks_uri");
        if (keys == null) {
            throw new IOException("its description has no jwks_uri");
        }
        URI address = URI.create(keys);
        if (base.startsWith("https:") && !"https".equals(address.getScheme())) {
            throw new IOException("its description sends us away from https");
        }
        return address.toURL();
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
