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

/**
 * Stands between the driver and the server and, when told to, loses the answer to the next COMMIT, or a certain question, with the
 * connection.
 */
final class LossyWire implements Closeable {

    /** The tag of the command that was completed, in an answer of a few bytes. */
    private static final String COMMITTED = "COMMIT\0";

    private final ServerSocket door;
    private final int serverPort;
    private final AtomicBoolean armed = new AtomicBoolean();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger toLose = new AtomicInteger();
    private volatile String question = "";

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

    /** So many times the connection ends instead of the server hearing this. */
    void loseQuestions(String text, int times) {
        question = text;
        toLose.set(times);
    }

    int questionsToLose() {
        return toLose.get();
    }

    int lostAnswers() {
        return lost.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                Thread.ofVirtual().start(() -> carry(client, server, false));
                Thread.ofVirtual().start(() -> carry(server, client, true));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void carry(Socket from, Socket to, boolean answers) {
        byte[] bytes = new byte[64 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                if (answers && says(bytes, n, COMMITTED) && armed.compareAndSet(true, false)) {
                    lost.incrementAndGet();
                    return; // the server has committed; nobody will hear of it
                }
                if (!answers && toLose.get() > 0 && says(bytes, n, question)) {
                    toLose.decrementAndGet();
                    return;
                }
                out.write(bytes, 0, n);
            }
        } catch (IOException broken) {
            // the other side sees the end of the stream
        }
    }

    private static boolean says(byte[] bytes, int length, String text) {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains(text);
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
