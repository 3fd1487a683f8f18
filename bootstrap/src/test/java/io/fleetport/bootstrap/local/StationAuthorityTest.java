package io.fleetport.bootstrap.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.out.StationCertificates.CsrRefused;
import io.fleetport.application.port.out.StationCertificates.Issued;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StationAuthorityTest {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @TempDir
    private Path folder;

    private StationAuthority authority;

    @BeforeEach
    void open() {
        authority = StationAuthority.in(folder.resolve("station-ca"), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void aRequestBecomesACertificateOfTheStationAndNothingMore() throws Exception {
        KeyPair keys = curve("secp256r1");

        Issued issued = authority.sign("S-1", request("CN=S-1, OU=" + StationAuthority.OWN_UNIT + ", O=Acme", keys));

        X509Certificate certificate = Pem.certificate(issued.certificatePem());
        assertThat(certificate.getSubjectX500Principal()).isEqualTo(new X500Principal("CN=S-1"));
        assertThat(certificate.getPublicKey()).isEqualTo(keys.getPublic());
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(Pem.certificate(issued.authorityPem())).isEqualTo(authority.certificate());
        certificate.verify(authority.certificate().getPublicKey());
        assertThat(issued.expiresAt()).isEqualTo(NOW.plus(Duration.ofDays(397)));
    }

    @Test
    void theNameMayBeLeftOut() throws Exception {
        assertThat(Pem.certificate(authority
                                .sign("S:1.a_b", request("O=Acme", curve("secp384r1")))
                                .certificatePem())
                        .getSubjectX500Principal())
                .isEqualTo(new X500Principal("CN=S:1.a_b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CN=S-2", "CN=S-1, CN=S-2", "CN=S-1+CN=S-2"})
    void aRequestThatNamesAnotherStationIsRefused(String subject) throws Exception {
        String csr = request(subject, curve("secp256r1"));

        assertThatThrownBy(() -> authority.sign("S-1", csr))
                .isInstanceOf(CsrRefused.class)
                .hasMessageContaining("common name");
    }

    @ParameterizedTest
    @CsvSource({"RSA, 2048", "RSA, 3072", "EC, 256", "EC, 384"})
    void strongKeysAreTaken(String kind, int bits) throws Exception {
        assertThat(authority.sign("S-1", request("CN=S-1", keys(kind, bits))).certificatePem())
                .contains("BEGIN CERTIFICATE");
    }

    @ParameterizedTest
    @CsvSource({"RSA, 1024", "EC, 521", "Ed25519, 255"})
    void otherKeysAreRefused(String kind, int bits) throws Exception {
        String csr = request("CN=S-1", keys(kind, bits));

        assertThatThrownBy(() -> authority.sign("S-1", csr))
                .isInstanceOf(CsrRefused.class)
                .hasMessageContaining("P-256 or P-384");
    }

    @Test
    void aRequestThatIsNotSignedWithItsOwnKeyIsRefused() throws Exception {
        byte[] der = Base64.getMimeDecoder()
                .decode(request("CN=S-1", curve("secp256r1")).replaceAll("-----[A-Z ]+-----", ""));
        der[der.length - 1] ^= 1;

        assertThatThrownBy(() -> authority.sign("S-1", Pem.of("CERTIFICATE REQUEST", der)))
                .isInstanceOf(CsrRefused.class)
                .hasMessageContaining("signed with its own key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----",
                "-----BEGIN CERTIFICATE REQUEST-----\n%%%%\n-----END CERTIFICATE REQUEST-----",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"
            })
    void whatIsNoRequestIsRefused(String text) {
        assertThatThrownBy(() -> authority.sign("S-1", text)).isInstanceOf(CsrRefused.class);
    }

    @Test
    void anEndlessRequestIsRefusedUnread() {
        assertThatThrownBy(() -> authority.sign("S-1", "-".repeat(20_000)))
                .isInstanceOf(CsrRefused.class)
                .hasMessageContaining("16 KiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "S 1", "S/1", "+", "#", "S-1, OU=Fleetport service", "-S", "S-"})
    void anIdThatIsNoneIsABug(String stationId) {
        assertThatThrownBy(() -> authority.issueStation(stationId)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itIsNotTheVehiclesAuthorityAndStaysTheSame() {
        DevelopmentAuthority vehicles = DevelopmentAuthority.in(folder.resolve("ca"), NOW);

        assertThat(authority.certificate().getSubjectX500Principal())
                .isNotEqualTo(vehicles.certificate().getSubjectX500Principal());
        assertThat(authority.certificate().getPublicKey())
                .isNotEqualTo(vehicles.certificate().getPublicKey());
        assertThat(StationAuthority.readFrom(folder.resolve("station-ca"), Clock.systemUTC())
                        .certificate())
                .isEqualTo(authority.certificate());
    }

    private static KeyPair keys(String kind, int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static KeyPair curve(String name) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(name));
        return generator.generateKeyPair();
    }

    private static String request(String subject, KeyPair keys) throws Exception {
        String signature =
                switch (keys.getPublic().getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> "Ed25519";
                };
        return Pem.of(
                "CERTIFICATE REQUEST",
                new JcaPKCS10CertificationRequestBuilder(new X500Principal(subject), keys.getPublic())
                        .build(new JcaContentSignerBuilder(signature).build(keys.getPrivate()))
                        .getEncoded());
    }
}
