package io.fleetport.bootstrap.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** An OpenID issuer on loopback: its description, its keys, and the tokens it would give. */
final class TestIssuer implements AutoCloseable {

    private final HttpServer http;
    private final List<RSAKey> keys = new CopyOnWriteArrayList<>();
    private volatile String namesItself;
    private volatile boolean away;

    TestIssuer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        namesItself = name();
        serve(
                "/.well-known/openid-configuration",
                () -> "{\"issuer\":\"" + namesItself + "\",\"jwks_uri\":\"" + name() + "/keys\"}");
        serve("/keys", () -> new JWKSet(List.<JWK>copyOf(keys)).toString());
        http.start();
        rotate();
    }

    private void serve(String path, Supplier<String> body) {
        http.createContext(path, exchange -> {
            byte[] text = body.get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(away ? 500 : 200, away ? -1 : text.length);
            if (!away) {
                exchange.getResponseBody().write(text);
            }
            exchange.close();
        });
    }

    /** The {@code iss} of its tokens. */
    String name() {
        return "http://localhost:" + http.getAddress().getPort();
    }

    /** From here on it signs with another key, and publishes that one only. */
    void rotate() {
        try {
            keys.add(new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate());
            if (keys.size() > 1) {
                keys.removeFirst();
            }
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    RSAKey key() {
        return keys.getLast();
    }

    void pretendToBe(String another) {
        namesItself = another;
    }

    void goAway() {
        away = true;
    }

    void comeBack() {
        away = false;
    }

    String sign(JWTClaimsSet claims) throws JOSEException {
        return sign(claims, key());
    }

    static String sign(JWTClaimsSet claims, RSAKey by) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(by.getKeyID()).build(), claims);
        token.sign(new RSASSASigner(by));
        return token.serialize();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
