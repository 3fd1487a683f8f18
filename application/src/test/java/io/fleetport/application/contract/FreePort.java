package io.fleetport.application.contract;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * TCP ports on loopback for servers that are told their port before they bind it, and bind it again after a restart.
 *
 * <p>A port that the system picks for {@code bind(0)} may be given to any connection going out before the server gets
 * to it, or while the server is down. These are below the ranges that systems take such ports from (32,768 and up on
 * Linux, RFC 6335, section 6: 49,152 and up), and nobody gets one twice: a datagram socket of the same number, open
 * until the process ends, says to the other test processes on the machine that it is taken.
 */
public final class FreePort {

    private static final int FIRST = 10_000;
    /** The embedded database picks its own from 20,000 on. */
    private static final int END = 20_000;

    private static final List<DatagramSocket> CLAIMS = new ArrayList<>();
    private static int next = ThreadLocalRandom.current().nextInt(FIRST, END);

    private FreePort() {}

    /** One that nobody listens on and no other test will be given. */
    public static synchronized int any() {
        for (int tried = FIRST; tried < END; tried++) {
            int port = next;
            next = port + 1 < END ? port + 1 : FIRST;
            if (claim(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port of " + FIRST + " to " + (END - 1) + " is free");
    }

    private static boolean claim(int port) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            DatagramSocket claim = new DatagramSocket(address);
            try (ServerSocket trial = new ServerSocket()) {
                trial.bind(address);
            } catch (IOException taken) {
                claim.close();
                return false;
            }
            CLAIMS.add(claim);
            return true;
        } catch (SocketException taken) {
            return false;
        }
    }
}
