package io.fleetport.bootstrap.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port on loopback that stays the same from start to start where it can.
 *
 * <p>It is below the ranges that systems take the ports of outgoing connections from (32,768 and up on Linux; RFC 6335,
 * section 6: 49,152 and up): one of those may be gone before the server that it was meant for binds it.
 */
public final class LocalPort {

    private static final int FIRST = 20_000;
    private static final int END = 32_000;
    private static final int TRIES = 1_000;

    private LocalPort() {}

    /**
     * The port of the last start when it is still free, else another one, remembered for the next time.
     *
     * @param file remembers it
     */
    public static int rememberedIn(Path file) throws IOException {
        if (Files.exists(file)) {
            int last = Integer.parseInt(Files.readString(file).strip());
            if (isFree(last)) {
                return last;
            }
        }
        int port = free();
        Files.writeString(file, Integer.toString(port));
        return port;
    }

    /** Any port that is free now. */
    public static int free() throws IOException {
        for (int tried = 0; tried < TRIES; tried++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("no free port on loopback within " + FIRST + " to " + (END - 1));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("localhost"))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
