package io.fleetport.tesla.stream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Upgrades and then says nothing, not even pongs. */
final class MuteClient implements AutoCloseable {

    private final SSLSocket socket;

    MuteClient(int port, X509Certificate serverAuthority, TestAuthority.Certified certified) throws Exception {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("server", serverAuthority);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
        trusted.init(trust);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("me", certified.key(), new char[0], new X509Certificate[] {certified.certificate()});
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(store, new char[0]);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(factory.getKeyManagers(), trusted.getTrustManagers(), new SecureRandom());
        socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", port);
    }

    void upgrade() throws IOException {
        String request = "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        byte[] answer = socket.getInputStream().readNBytes(12);
        if (!new String(answer, StandardCharsets.US_ASCII).equals("HTTP/1.1 101")) {
            throw new IOException("not upgraded");
        }
    }

    /** Reads whatever there is until the end of the stream. */
    boolean isClosedByServer() {
        try {
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                continue; // pings nobody answers
            }
            return true;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
