package io.fleetport.bootstrap.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.fleetport.domain.fleet.OrganizationId;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentIssuerTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final OrganizationId ACME = new OrganizationId("acme");

    @TempDir
    Path folder;

    @Test
    void theKeyIsTheOwnersAloneAndStaysTheSame() throws Exception {
        Path file = folder.resolve("keys/issuer.jwk");
        DevelopmentIssuer first = open(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(open(file).publicKey()).isEqualTo(first.publicKey());
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aTokenSaysWhoForWhatAndForHowLong() throws Exception {
        DevelopmentIssuer issuer = open(folder.resolve("issuer.jwk"));
        SignedJWT token =
                SignedJWT.parse(issuer.mint(ACME, "feed", List.of(Role.SOURCE), Duration.ofHours(1), Set.of("van-7")));
        assertThat(token.verify(new ECDSAVerifier(issuer.publicKey()))).isTrue();
        var claims = token.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("fleetport-development");
        assertThat(claims.getAudience()).containsExactly("fleetport");
        assertThat(claims.getSubject()).isEqualTo("feed");
        assertThat(claims.getExpirationTime()).isEqualTo(NOW.plusSeconds(3_600));
        assertThat(claims.getStringClaim("organization")).isEqualTo("acme");
        assertThat(claims.getStringListClaim("roles")).containsExactly("source");
        assertThat(claims.getStringListClaim("vehicles")).containsExactly("van-7");
    }

    @Test
    void aTokenForTooLongIsRefused() {
        DevelopmentIssuer issuer = open(folder.resolve("issuer.jwk"));
        assertThatThrownBy(() -> issuer.mint(ACME, "me", List.of(Role.VIEWER), Duration.ofDays(8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("validFor");
    }

    @Test
    void aFileThatHoldsSomethingElseIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("issuer.jwk"), "something else");
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("issuer.jwk");
    }

    @Test
    void outsideTheLocalEnvironmentTheServiceDoesNotStartWithIt() {
        assertThatThrownBy(() -> ApplicationContext.builder("aws")
                        .deduceEnvironment(false)
                        .properties(Map.of(
                                "fleetport.security.development-key",
                                folder.resolve("issuer.jwk").toString()))
                        .start()
                        .close())
                .hasStackTraceContaining("outside the environment local");
        assertThat(folder.resolve("issuer.jwk")).doesNotExist();
    }

    private static DevelopmentIssuer open(Path file) {
        return DevelopmentIssuer.open(file, Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
