package io.fleetport.bootstrap.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DevelopmentAuthorityTest {

    private static final Instant NOW = Instant.now();

    @TempDir
    private Path folder;

    @Test
    void theAuthorityStaysTheSameAcrossRestarts() {
        X509Certificate before = DevelopmentAuthority.in(folder, NOW).certificate();

        assertThat(DevelopmentAuthority.in(folder, NOW).certificate()).isEqualTo(before);
        assertThat(DevelopmentAuthority.readFrom(folder).certificate()).isEqualTo(before);
        assertThat(before.getSubjectX500Principal().getName()).contains("CN=TeslaMotors");
    }

    @Test
    void anAuthorityAboutToExpireIsReplaced() {
        X509Certificate before = DevelopmentAuthority.in(folder, NOW).certificate();

        assertThat(DevelopmentAuthority.in(folder, NOW.plus(Duration.ofDays(3300)))
                        .certificate())
                .isNotEqualTo(before);
    }

    @Test
    void aVehicleAndTheServerProveThemselvesToEachOtherAlsoUnderAnOrganizationsName() throws Exception {
        DevelopmentAuthority authority = DevelopmentAuthority.in(folder, NOW);
        SSLContext server = context(authority, authority.issueServer(NOW));
        SSLContext vehicle = context(authority, authority.issueVehicle("5YJ3E1EA7KF000001", NOW));
        try (SSLServerSocket listening =
                (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0)) {
            listening.setNeedClientAuth(true);
            CompletableFuture<String> seen = CompletableFuture.supplyAsync(() -> {
                try (SSLSocket accepted = (SSLSocket) listening.accept()) {
                    accepted.startHandshake();
                    return accepted.getSession().getPeerPrincipal().getName();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            // The name is only asked of the certificate, never of a name server.
            java.net.Socket plain = new java.net.Socket("localhost", listening.getLocalPort());
            try (SSLSocket socket = (SSLSocket) vehicle.getSocketFactory()
                    .createSocket(plain, "acme.vehicles.localhost", listening.getLocalPort(), true)) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                assertThat(seen.get()).isEqualTo("CN=5YJ3E1EA7KF000001");
            }
        }
    }

    @Test
    void everyCertificateHasItsOwnNumber() {
        DevelopmentAuthority authority = DevelopmentAuthority.in(folder, NOW);

        Set<Object> numbers = IntStream.range(0, 200)
                .mapToObj(i ->
                        authority.issueVehicle("V" + i, NOW).chain().getFirst().getSerialNumber())
                .collect(Collectors.toSet());

        assertThat(numbers).hasSize(200);
    }

    @Test
    void aNameThatWouldSayMoreThanAVinIsRefused() {
        DevelopmentAuthority authority = DevelopmentAuthority.in(folder, NOW);

        assertThatThrownBy(() -> authority.issueVehicle("A, OU=Tesla Motors SN", NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theKeyIsForTheOwnerOnlyAndRefusedOtherwise() throws Exception {
        DevelopmentAuthority.in(folder, NOW);
        Path file = folder.resolve("authority.pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw----r--"));

        assertThatThrownBy(() -> DevelopmentAuthority.in(folder, NOW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void aBrokenFileIsNamed() {
        PrivateFile.write(folder.resolve("authority.pem"), new byte[] {1, 2, 3});

        assertThatThrownBy(() -> DevelopmentAuthority.in(folder, NOW)).hasMessageContaining("authority.pem");
    }

    private static SSLContext context(DevelopmentAuthority authority, Credential own) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("own", own.key(), new char[0], own.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, new char[0]);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", authority.certificate());
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return context;
    }
}
