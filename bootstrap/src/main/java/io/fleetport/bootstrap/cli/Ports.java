package io.fleetport.bootstrap.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds ports to listen on before anything is started, so that a taken one is one clear line. */
final class Ports {

    static final int USUAL_API = 8080;
    static final int USUAL_VEHICLES = 8443;
    static final int USUAL_STATIONS = 8883;

    private Ports() {}

    /** The port, or a failure that names the option to change it by. */
    static int mustBeFree(String host, int port, String option) {
        if (port < 1 || port > 65_535) {
            throw new CommandFailure(option + " must be within 1..65535 but is " + port);
        }
        if (!isFree(host, port)) {
            throw new CommandFailure("port " + port + " on " + host + " cannot be listened on, probably because another"
                    + " program does: give another one with " + option);
        }
        return port;
    }

    /** The port, or when it is taken any other one. */
    static int preferably(String host, int port) {
        if (isFree(host, port)) {
            return port;
        }
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return any.getLocalPort();
        } catch (IOException e) {
            throw new CommandFailure("no port on " + host + " can be listened on: " + e.getMessage(), e);
        }
    }

    private static boolean isFree(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // as the servers do: connections that just ended do not count
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port), 1);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
