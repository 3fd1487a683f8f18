package io.fleetport.bootstrap.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A port on loopback that stays the same from start to start where it can. */
public final class LocalPort {

    private LocalPort() {}

    /**
     * The port of the last start when it is still free, else another one, remembered for the next time.
     *
     * @param file remembers it
     */
    public static int rememberedIn(Path file) throws IOException {
        if (Files.exists(file)) {
            Optional<Integer> free =
                    bindable(Integer.parseInt(Files.readString(file).strip()));
            if (free.isPresent()) {
                return free.get();
            }
        }
        int port = bindable(0).orElseThrow(() -> new IOException("no free port on loopback"));
        Files.writeString(file, Integer.toString(port));
        return port;
    }

    /** The port itself when it is free, any free one for 0. */
    private static Optional<Integer> bindable(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("localhost"))) {
            return Optional.of(socket.getLocalPort());
        } catch (IOException taken) {
            return Optional.empty();
        }
    }
}
