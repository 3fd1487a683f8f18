package io.fleetport.tesla.stream;

import io.fleetport.tesla.wire.Envelope;
import io.fleetport.tesla.wire.EnvelopeReader;
import io.fleetport.tesla.wire.MalformedEnvelope;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A client of the server, on the JDK's own TLS and WebSocket. */
final class TestVehicle implements AutoCloseable, WebSocket.Listener {

    private final HttpClient client;
    private final int port;
    private WebSocket socket;
    final List<Envelope> replies = new CopyOnWriteArrayList<>();
    final AtomicInteger pings = new AtomicInteger();
    volatile int closeStatus;
    volatile boolean gone;
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();

    TestVehicle(int port, X509Certificate serverAuthority, TestAuthority.Certified certified) {
        this.port = port;
        try {
            KeyStore trust = KeyStore.getInstance("PKCS12");
            trust.load(null, null);
            trust.setCertificateEntry("server", serverAuthority);
            TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
            trusted.init(trust);
            KeyManager[] keys = null;
            if (certified != null) {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                store.setKeyEntry("me", certified.key(), new char[0], new X509Certificate[] {certified.certificate()});
                KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
                factory.init(store, new char[0]);
                keys = factory.getKeyManagers();
            }
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(keys, trusted.getTrustManagers(), new SecureRandom());
            client = HttpClient.newBuilder().sslContext(tls).build();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path, String method) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
                        .version(HttpClient.Version.HTTP_1_1)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    TestVehicle connect() {
        socket = client.newWebSocketBuilder()
                .header("X-Network-Interface", "wifi")
                .buildAsync(URI.create("wss://localhost:" + port + "/"), this)
                .join();
        return this;
    }

    void send(byte[] message) {
        socket.sendBinary(ByteBuffer.wrap(message), true).join();
    }

    void sendPart(byte[] part, boolean last) {
        socket.sendBinary(ByteBuffer.wrap(part), last).join();
    }

    void sendText(String text) {
        socket.sendText(text, true).join();
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        partial.writeBytes(bytes);
        if (last) {
            try {
                replies.add(EnvelopeReader.read(partial.toByteArray()));
            } catch (MalformedEnvelope e) {
                throw new IllegalStateException(e);
            }
            partial.reset();
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
        pings.incrementAndGet();
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        closeStatus = status;
        gone = true;
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        gone = true;
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
        client.shutdownNow();
    }
}
