package io.fleetport.bootstrap.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.contract.FreePort;
import io.fleetport.application.port.out.WebhookSender.Answer;
import io.fleetport.application.port.out.WebhookSender.Failure;
import io.fleetport.bootstrap.local.Credential;
import io.fleetport.bootstrap.local.DevelopmentAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sending to real servers, and to where nothing may be sent. */
class PinnedSenderTest {

    private static final byte[] BODY = "{\"ü\":1}".getBytes(StandardCharsets.UTF_8);
    private static final SenderSettings LENIENT =
            new SenderSettings(true, true, Set.of(), Duration.ofSeconds(10), 4_096);

    @TempDir
    private Path folder;

    @Test
    void theRequestIsAPostWithItsHeadersAndBody() throws Exception {
        try (Receiver receiver = Receiver.plain();
                PinnedSender sender = sender(LENIENT)) {
            Answer answer =
                    sender.send(receiver.at("http", "localhost", "/a%20b?c=%C3%BC"), Map.of("webhook-id", "7"), BODY);

            assertThat(answer.failure()).isNull();
            assertThat(answer.status()).isEqualTo(204);
            Receiver.Post post = receiver.posts().getFirst();
            assertThat(post.target()).isEqualTo("/a%20b?c=%C3%BC");
            assertThat(post.body()).isEqualTo(new String(BODY, StandardCharsets.UTF_8));
            assertThat(post.headers())
                    .containsEntry("webhook-id", "7")
                    .containsEntry("Content-Type", "application/json")
                    .containsEntry("Host", "localhost:" + receiver.port());
        }
    }

    @Test
    void statusesAndRedirectsAreFailuresAndNoRedirectIsFollowed() throws Exception {
        try (Receiver receiver = Receiver.plain();
                PinnedSender sender = sender(LENIENT)) {
            URI url = receiver.at("http", "localhost", "/hook");
            for (int status : new int[] {301, 302, 307, 308}) {
                receiver.answers(post -> status);
                assertThat(sender.send(url, Map.of(), BODY).failure()).isEqualTo(Failure.REDIRECTED);
            }
            receiver.answers(post -> 500);
            Answer answer = sender.send(url, Map.of(), BODY);
            assertThat(answer.failure()).isEqualTo(Failure.STATUS);
            assertThat(answer.status()).isEqualTo(500);
            assertThat(receiver.posts()).extracting(Receiver.Post::target).containsOnly("/hook");
        }
    }

    @Test
    void aNameThatLeadsElsewhereAMomentLaterChangesNothing() throws Exception {
        try (Receiver inside = Receiver.plain()) {
            AtomicInteger asked = new AtomicInteger();
            // The first answer is harmless, every later one leads to this machine.
            PinnedSender.NameService rebinding = host -> asked.getAndIncrement() == 0
                    ? new InetAddress[] {InetAddress.getByName("2001:4860::8888")}
                    : new InetAddress[] {InetAddress.getLoopbackAddress()};
            SenderSettings strict = new SenderSettings(true, false, Set.of(), Duration.ofMillis(500), 4_096);
            try (PinnedSender sender = new PinnedSender(strict, rebinding, defaultTls())) {
                URI url = inside.at("http", "rebind.example.com", "/hook");
                assertThat(sender.send(url, Map.of(), BODY).failure())
                        .as("goes to the address that was looked at, which nothing answers at here")
                        .isIn(Failure.TIMED_OUT, Failure.CONNECTION_FAILED);
                assertThat(asked).as("a delivery asks once").hasValue(1);
                assertThat(sender.send(url, Map.of(), BODY).failure()).isEqualTo(Failure.TARGET_REFUSED);
                assertThat(sender.objection(url))
                        .hasValueSatisfying(why ->
                                assertThat(why).contains("private or reserved").doesNotContain("127.0.0.1"));
            }
            assertThat(inside.posts()).isEmpty();
        }
    }

    @Test
    void oneBadAddressAmongGoodOnesRefusesTheName() throws Exception {
        PinnedSender.NameService mixed =
                host -> new InetAddress[] {InetAddress.getByName("8.8.8.8"), InetAddress.getByName("169.254.169.254")};
        try (PinnedSender sender = new PinnedSender(SenderSettings.DEFAULT, mixed, defaultTls())) {
            assertThat(sender.objection(URI.create("https://mixed.example.com/")))
                    .isPresent();
            assertThat(sender.send(URI.create("https://mixed.example.com/"), Map.of(), BODY)
                            .failure())
                    .isEqualTo(Failure.TARGET_REFUSED);
        }
    }

    @Test
    void formsThatLeadInsideAreRefusedAtCreationAndAtDelivery() {
        try (PinnedSender sender = sender(SenderSettings.DEFAULT)) {
            for (String url : new String[] {
                "https://127.0.0.1/",
                "https://localhost/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[64:ff9b::a9fe:a9fe]/",
                "https://169.254.169.254/latest/meta-data",
                "https://10.1.2.3/",
                "https://192.168.0.1/",
                "https://[fe80::1]/",
                "https://0.0.0.0/",
                "https://2130706433/",
                "https://0x7f.1/",
                "https://017700000001/",
                "https://127.1/",
                "http://example.com/",
                "ftp://example.com/",
                "file:///etc/passwd",
                "https://user@example.com/",
                "https://example.com:22/",
                "https://example.com:6379/"
            }) {
                assertThat(sender.objection(URI.create(url))).as(url).isPresent();
                assertThat(sender.send(URI.create(url), Map.of(), BODY).failure())
                        .as(url)
                        .isIn(Failure.TARGET_REFUSED, Failure.NAME_NOT_RESOLVED);
            }
        }
        PinnedSender.NameService good = host -> new InetAddress[] {InetAddress.getByName("8.8.8.8")};
        try (PinnedSender sender = new PinnedSender(SenderSettings.DEFAULT, good, defaultTls())) {
            assertThat(sender.objection(URI.create("https://example.com/hook"))).isEmpty();
            assertThat(sender.objection(URI.create("https://example.com:8443/hook")))
                    .isEmpty();
        }
    }

    @Test
    void theCertificateMustBeForTheNameAndTrusted() throws Exception {
        DevelopmentAuthority authority = DevelopmentAuthority.in(folder.resolve("ca"), Instant.now());
        SSLContext server = context(authority.issueServer(Instant.now()), authority.certificate());
        PinnedSender.NameService loopback = host -> new InetAddress[] {InetAddress.getLoopbackAddress()};
        try (Receiver receiver = Receiver.secure(server);
                PinnedSender trusting = new PinnedSender(LENIENT, loopback, server.getSocketFactory());
                PinnedSender strange = new PinnedSender(LENIENT, loopback, defaultTls())) {
            assertThat(trusting.send(receiver.at("https", "localhost", "/"), Map.of(), BODY)
                            .failure())
                    .isNull();
            assertThat(trusting.send(receiver.at("https", "acme.vehicles.localhost", "/"), Map.of(), BODY)
                            .failure())
                    .isNull();
            assertThat(trusting.send(receiver.at("https", "other.example.com", "/"), Map.of(), BODY)
                            .failure())
                    .isEqualTo(Failure.TLS_FAILED);
            assertThat(strange.send(receiver.at("https", "localhost", "/"), Map.of(), BODY)
                            .failure())
                    .isEqualTo(Failure.TLS_FAILED);
            assertThat(receiver.posts()).hasSize(2);
        }
    }

    @Test
    void whoeverAnswersSlowlyEndlesslyOrNonsenseIsLeft() throws Exception {
        SenderSettings hasty = new SenderSettings(true, true, Set.of(), Duration.ofSeconds(1), 1_024);
        try (PinnedSender sender = sender(hasty)) {
            assertThat(answering(sender, "", true)).isEqualTo(Failure.TIMED_OUT);
            assertThat(answering(sender, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", false))
                    .isNull();
            assertThat(answering(sender, "SSH-2.0-OpenSSH\r\n", false)).isEqualTo(Failure.ANSWER_MALFORMED);
            assertThat(answering(sender, "x".repeat(5_000), true)).isEqualTo(Failure.ANSWER_MALFORMED);
            assertThat(answering(sender, "HTTP/1.1 103 Early\r\n" + "a: b\r\n".repeat(1_000), true))
                    .isEqualTo(Failure.ANSWER_MALFORMED);
            assertThat(answering(sender, "", false)).isEqualTo(Failure.ANSWER_MALFORMED);
            assertThat(sender.send(URI.create("http://localhost:" + FreePort.any()), Map.of(), BODY)
                            .failure())
                    .isEqualTo(Failure.CONNECTION_FAILED);
        }
        PinnedSender.NameService nobody = host -> {
            throw new UnknownHostException(host);
        };
        try (PinnedSender sender = new PinnedSender(hasty, nobody, defaultTls())) {
            assertThat(sender.send(URI.create("http://nowhere.example"), Map.of(), BODY)
                            .failure())
                    .isEqualTo(Failure.NAME_NOT_RESOLVED);
            assertThat(sender.objection(URI.create("http://nowhere.example")))
                    .hasValueSatisfying(why -> assertThat(why).contains("resolved"));
        }
    }

    /** What a server makes of it that says just this, and then says nothing or hangs up. */
    private static Failure answering(PinnedSender sender, String says, boolean staysOn) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = Thread.startVirtualThread(() -> {
                try (Socket socket = server.accept()) {
                    byte[] request = new byte[8_192];
                    int read = socket.getInputStream().read(request);
                    socket.getOutputStream().write(says.getBytes(StandardCharsets.US_ASCII));
                    socket.getOutputStream().flush();
                    while (staysOn && read >= 0) {
                        read = socket.getInputStream().read(request);
                    }
                } catch (IOException gone) {
                    // The sender hung up.
                }
            });
            Failure failure = sender.send(URI.create("http://localhost:" + server.getLocalPort()), Map.of(), BODY)
                    .failure();
            thread.join();
            return failure;
        }
    }

    private static PinnedSender sender(SenderSettings settings) {
        return new PinnedSender(settings, InetAddress::getAllByName, defaultTls());
    }

    private static SSLSocketFactory defaultTls() {
        return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    private static SSLContext context(Credential credential, X509Certificate authority) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry(
                "server", credential.key(), new char[0], credential.chain().toArray(X509Certificate[]::new));
        keys.setCertificateEntry("authority", authority);
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, new char[0]);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }
}
