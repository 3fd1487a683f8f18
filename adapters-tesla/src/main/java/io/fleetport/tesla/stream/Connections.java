package io.fleetport.tesla.stream;

import io.fleetport.domain.fleet.OrganizationId;
import io.netty.channel.Channel;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** All connections of a server, from the first byte to the last. Safe to use from many threads. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the socket, and that is noticed
final class Connections {

    private final int most;
    private final StreamMetrics metrics;
    private final AtomicInteger sockets = new AtomicInteger();
    private final Map<Channel, VehicleConnection> vehicles = new ConcurrentHashMap<>();
    private final Map<OrganizationId, AtomicInteger> byOrganization = new ConcurrentHashMap<>();
    private final Map<EventExecutor, Replies> replies = new ConcurrentHashMap<>();
    private volatile boolean draining;

    Connections(int most, StreamMetrics metrics) {
        this.most = most;
        this.metrics = metrics;
    }

    /** Takes in a new socket unless there are too many; it is given back when the socket closes. */
    boolean accept(Channel socket) {
        if (sockets.incrementAndGet() > most) {
            sockets.decrementAndGet();
            metrics.connectionRefused("limit");
            return false;
        }
        socket.closeFuture().addListener(closed -> sockets.decrementAndGet());
        return true;
    }

    /** A vehicle is connected through the socket from now until it closes. */
    void opened(Channel socket, OrganizationId organization, VehicleConnection connection) {
        vehicles.put(socket, connection);
        metrics.connections.incrementAndGet();
        AtomicInteger ofOrganization = byOrganization.computeIfAbsent(organization, id -> new AtomicInteger());
        ofOrganization.incrementAndGet();
        socket.closeFuture().addListener(closed -> {
            vehicles.remove(socket);
            ofOrganization.decrementAndGet();
            metrics.connections.decrementAndGet();
        });
        if (draining) {
            connection.closeWhenIdle(1001);
        }
    }

    Replies repliesOf(EventExecutor loop) {
        return replies.computeIfAbsent(loop, Replies::new);
    }

    boolean isDraining() {
        return draining;
    }

    int open() {
        return vehicles.size();
    }

    /** How many vehicles of the organization are connected. */
    int of(OrganizationId organization) {
        AtomicInteger connected = byOrganization.get(organization);
        return connected == null ? 0 : connected.get();
    }

    /** How many vehicles each organization has connected; 0 where there were some before. */
    Map<OrganizationId, Integer> byOrganization() {
        Map<OrganizationId, Integer> connected = new HashMap<>();
        byOrganization.forEach((organization, count) -> connected.put(organization, count.get()));
        return connected;
    }

    /** Waits until no vehicle is connected any more, at most this long. An interrupt ends the waiting and stays set. */
    void awaitAllClosed(Duration most) {
        long until = System.nanoTime() + most.toNanos();
        try {
            for (Channel socket : List.copyOf(vehicles.keySet())) {
                socket.closeFuture().await(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Closes all connections, evenly spread over a time, each after its outstanding answers or the grace. Returns at once.
     *
     * @param spreadNanos from now until the last one is asked to close
     * @param graceNanos how long each one may then take
     */
    void drain(long spreadNanos, long graceNanos) {
        draining = true;
        List<Map.Entry<Channel, VehicleConnection>> all = new ArrayList<>(vehicles.entrySet());
        for (int i = 0; i < all.size(); i++) {
            Channel socket = all.get(i).getKey();
            VehicleConnection connection = all.get(i).getValue();
            long after = spreadNanos / all.size() * i;
            later(socket, after, () -> {
                connection.closeWhenIdle(1001);
                later(socket, graceNanos, () -> {
                    socket.close();
                });
            });
        }
    }

    private static void later(Channel socket, long nanos, Runnable task) {
        socket.eventLoop().schedule(task, nanos, TimeUnit.NANOSECONDS);
    }
}
