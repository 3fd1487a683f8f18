package io.fleetport.aws.rds;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between the driver and the server and, when told to, loses the answer to the next COMMIT with the connection. */
final class LossyWire implements Closeable {

    private final ServerSocket door;
    private final int serverPort;
    private final AtomicBoolean armed = new AtomicBoolean();
    private final AtomicInteger lost = new AtomicInteger();

    LossyWire(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    void loseTheNextCommitsAnswer() {
        armed.set(true);
    }

    int lostAnswers() {
        return lost.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                AtomicBoolean committing = new AtomicBoolean();
                Thread.ofVirtual().start(() -> forward(client, server, committing));
                Thread.ofVirtual().start(() -> answer(server, client, committing));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void forward(Socket client, Socket server, AtomicBoolean committing) {
        byte[] bytes = new byte[64 * 1024];
        try (client;
                server) {
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                if (new String(bytes, 0, n, StandardCharsets.ISO_8859_1).contains("COMMIT")
                        && armed.compareAndSet(true, false)) {
                    committing.set(true);
                }
                out.write(bytes, 0, n);
            }
        } catch (IOException broken) {
            // the other side sees the end of the stream
        }
    }

    private void answer(Socket server, Socket client, AtomicBoolean committing) {
        byte[] bytes = new byte[64 * 1024];
        try (client;
                server) {
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                if (committing.get()) {
                    lost.incrementAndGet();
                    return; // the server has committed and said so; nobody will hear it
                }
                out.write(bytes, 0, n);
            }
        } catch (IOException broken) {
            // the other side sees the end of the stream
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
