package io.fleetport.bootstrap.http;

import static io.fleetport.bootstrap.http.AccessTest.assertProblem;
import static io.fleetport.bootstrap.http.WebServer.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of an issuer found by discovery, on the running server. */
class SignInTest {

    private TestIssuer issuer;
    private WebServer server;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        issuer = new TestIssuer();
        server = new WebServer(
                folder,
                Map.of(
                        "fleetport.security.issuer", issuer.name(),
                        "fleetport.security.audience", "fleet-api,feed-client",
                        "fleetport.security.organization-claim", "custom:organization",
                        "fleetport.security.roles-claim", "cognito:groups",
                        "fleetport.security.roles", "Dispatch team=dispatcher,bosses=admin",
                        "fleetport.security.clients", "feed-client=acme"));
        new Fleet(server.stores.ledger()).vehicle(ACME, "Van 1");
    }

    @AfterEach
    void end() {
        server.close();
        issuer.close();
    }

    @Test
    void groupsBecomeRolesAndTheClaimNamesTheOrganization() throws Exception {
        assertThat(vehicles(issuer.sign(claims().build()))).isEqualTo(200);
        String letters = "/api/v1/dead-letters";
        assertThat(server.get(letters, issuer.sign(claims().build())).statusCode())
                .isEqualTo(403);
        String boss = issuer.sign(claims().claim("cognito:groups", List.of("bosses", "something else"))
                .build());
        assertThat(server.get(letters, boss).statusCode()).isEqualTo(200);
        String elsewhere =
                issuer.sign(claims().claim("custom:organization", "other").build());
        assertThat(server.get("/api/v1/vehicles", elsewhere).body()).contains("\"count\":0");
    }

    @Test
    void aMachineClientIsKnownByItsIdAndMayWhatItsScopesSay() throws Exception {
        JWTClaimsSet.Builder token = new JWTClaimsSet.Builder()
                .issuer(issuer.name())
                .subject("feed-client")
                .claim("client_id", "feed-client")
                .claim("scope", "openid fleetport/viewer")
                .expirationTime(in(60));
        assertThat(vehicles(issuer.sign(token.build()))).isEqualTo(200);
        assertThat(vehicles(issuer.sign(token.claim("scope", "other/viewer").build())))
                .isEqualTo(403);
        assertThat(vehicles(issuer.sign(token.claim("client_id", "unknown").build())))
                .isEqualTo(401);
    }

    @Test
    void whatIsNotOursOrNotValidOpensNothing() throws Exception {
        var stranger = new RSAKeyGenerator(2048).keyID(issuer.key().getKeyID()).generate();
        assertThat(vehicles(TestIssuer.sign(claims().build(), stranger)))
                .as("forged under a known key id")
                .isEqualTo(401);
        assertThat(vehicles(new PlainJWT(claims().build()).serialize()))
                .as("alg=none")
                .isEqualTo(401);
        assertThat(vehicles(signedWithThePublicKey()))
                .as("the public key as a shared secret")
                .isEqualTo(401);
        assertThat(vehicles(issuer.sign(claims().audience("another-api").build())))
                .as("wrong audience")
                .isEqualTo(401);
        assertThat(vehicles(issuer.sign(claims().audience((String) null).build())))
                .as("no audience")
                .isEqualTo(401);
        assertThat(vehicles(
                        issuer.sign(claims().issuer("https://id.example.com").build())))
                .as("another issuer")
                .isEqualTo(401);
        assertThat(vehicles(issuer.sign(claims().expirationTime(in(-31)).build())))
                .as("expired")
                .isEqualTo(401);
        assertThat(vehicles(issuer.sign(claims().expirationTime(null).build())))
                .as("for ever")
                .isEqualTo(401);
        assertThat(vehicles(issuer.sign(claims().notBeforeTime(in(60)).build())))
                .as("for later")
                .isEqualTo(401);
        assertThat(vehicles(issuer.sign(
                        claims().claim("custom:organization", "Not A Name").build())))
                .as("no organization")
                .isEqualTo(401);
        assertThat(vehicles(issuer.sign(claims().subject(null).build())))
                .as("nobody")
                .isEqualTo(401);
    }

    @Test
    void clocksMayBeALittleApart() throws Exception {
        assertThat(vehicles(issuer.sign(claims().expirationTime(in(-15)).build())))
                .isEqualTo(200);
        assertThat(vehicles(issuer.sign(claims().notBeforeTime(in(15)).build())))
                .isEqualTo(200);
    }

    @Test
    void anotherKeyIsFoundWhenTheIssuerTakesOne() throws Exception {
        String before = issuer.sign(claims().build());
        assertThat(vehicles(before)).isEqualTo(200);
        issuer.rotate();
        assertThat(vehicles(issuer.sign(claims().build()))).isEqualTo(200);
        // Signed with the key that was taken back: not believed any more once it is verified again.
        await().atMost(Duration.ofSeconds(20)).until(() -> vehicles(before) == 401);
    }

    @Test
    void knownKeysOutlastAnOutageAndUnknownOnesAreAskedForLater() throws Exception {
        issuer.goAway();
        String token = issuer.sign(claims().build());
        var answer = server.get("/api/v1/vehicles", token);
        assertProblem(answer, 503, "/problems/unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        issuer.comeBack();
        await().until(() -> vehicles(token) == 200);
        issuer.goAway();
        assertThat(vehicles(token)).isEqualTo(200);
        assertThat(vehicles(issuer.sign(claims().subject("another").build()))).isEqualTo(200);
    }

    @Test
    void aDescriptionOfAnotherIssuerIsNotBelieved() throws Exception {
        issuer.pretendToBe("https://id.example.com");
        assertProblem(server.get("/api/v1/vehicles", issuer.sign(claims().build())), 503, "/problems/unavailable");
    }

    @Test
    void aSettingThatLetsAnyoneSignStopsTheStart(@TempDir Path another) {
        assertThatThrownBy(() -> new WebServer(
                                another,
                                Map.of(
                                        "fleetport.security.issuer",
                                        issuer.name(),
                                        "fleetport.security.algorithms",
                                        "RS256,HS256"))
                        .close())
                .hasStackTraceContaining("fleetport.security.algorithms may hold RS256");
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer.name())
                .audience("fleet-api")
                .subject("someone")
                .claim("custom:organization", "acme")
                .claim("cognito:groups", List.of("Dispatch team"))
                .expirationTime(in(60));
    }

    private String signedWithThePublicKey() throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(issuer.key().getKeyID())
                        .build(),
                claims().build());
        token.sign(new MACSigner(issuer.key().toPublicKey().getEncoded()));
        return token.serialize();
    }

    private int vehicles(String token) throws Exception {
        return server.get("/api/v1/vehicles", token).statusCode();
    }

    private static Date in(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }
}
