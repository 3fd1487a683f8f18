package io.fleetport.bootstrap.system;

import io.fleetport.bootstrap.local.Credential;
import io.fleetport.tesla.wire.Envelope;
import io.fleetport.tesla.wire.EnvelopeReader;
import io.fleetport.tesla.wire.EnvelopeWriter;
import io.fleetport.tesla.wire.MalformedEnvelope;
import io.fleetport.tesla.wire.PayloadWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A vehicle that sends whatever the test wants, over the JDK's own WebSocket client. */
final class RawVehicle implements AutoCloseable {

    /** Field numbers of the protocol. */
    static final int VEHICLE_SPEED = 4;

    static final int SOC = 8;

    private final String vin;
    private final HttpClient client;
    private final WebSocket socket;
    private final BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();

    RawVehicle(String vin, Credential credential, X509Certificate serverAuthority, int port) {
        this.vin = vin;
        this.client = HttpClient.newBuilder()
                .sslContext(tls(credential, serverAuthority))
                .build();
        try {
            this.socket = client.newWebSocketBuilder()
                    .connectTimeout(Duration.ofSeconds(10))
                    .buildAsync(URI.create("wss://localhost:" + port + "/"), new Listener())
                    .join();
        } catch (CompletionException refused) {
            client.shutdownNow();
            throw refused;
        }
    }

    void send(byte[] frame) {
        socket.sendBinary(ByteBuffer.wrap(frame), true).join();
    }

    /** Sends one record of the vehicle's own and returns its id. */
    void sendRecord(String txid, Instant createdAt, double milesPerHour, double charge, String payloadVin) {
        byte[] payload = new PayloadWriter()
                .doubleValue(VEHICLE_SPEED, milesPerHour)
                .doubleValue(SOC, charge)
                .createdAt(createdAt)
                .vin(payloadVin)
                .toBytes();
        send(EnvelopeWriter.stream(Envelope.record(
                txid.getBytes(StandardCharsets.UTF_8),
                Envelope.TOPIC_VALUES,
                Math.max(0, createdAt.getEpochSecond()),
                vin,
                payload)));
    }

    void sendRecord(String txid, Instant createdAt) {
        sendRecord(txid, createdAt, 30, 70, vin);
    }

    /** What the next answer says: {@code ack <txid>} or {@code error <txid>}. */
    String answer(Duration patience) throws InterruptedException {
        byte[] frame = answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (frame == null) {
            return "nothing";
        }
        try {
            Envelope envelope = EnvelopeReader.read(frame);
            String kind = envelope.unionType() == Envelope.ACKNOWLEDGEMENT ? "ack " : "error ";
            return kind + new String(envelope.txid(), StandardCharsets.UTF_8);
        } catch (MalformedEnvelope e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
    }

    private final class Listener implements WebSocket.Listener {
        private final ByteArrayOutputStream partial = new ByteArrayOutputStream();

        @Override
        public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            partial.writeBytes(bytes);
            if (last) {
                answers.add(partial.toByteArray());
                partial.reset();
            }
            webSocket.request(1);
            return null;
        }
    }

    private static SSLContext tls(Credential credential, X509Certificate serverAuthority) {
        try {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            own.setKeyEntry(
                    "vehicle", credential.key(), new char[0], credential.chain().toArray(Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, new char[0]);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("server", serverAuthority);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
