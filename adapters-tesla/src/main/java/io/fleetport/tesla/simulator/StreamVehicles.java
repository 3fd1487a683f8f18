package io.fleetport.tesla.simulator;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The vehicles of one run that speak over the stream, and the few threads that carry them all. */
final class StreamVehicles {

    private static final Duration SHUTDOWN = Duration.ofSeconds(5);

    private static final long BETWEEN_LOOKS_MILLIS = 200;

    private final MultiThreadIoEventLoopGroup loops;
    private final List<Pace> paces = new ArrayList<>();
    private final List<VehicleClient> vehicles = new ArrayList<>();
    private final StreamConnector connector;
    private final ClientSettings settings;
    private final Tally tally;
    private Duration connecting = Duration.ZERO;
    private double handshakesPerSecond;

    StreamVehicles(
            StreamAddress address, ClientCredentials credentials, ClientSettings settings, int threads, Tally tally) {
        boolean epoll = Epoll.isAvailable();
        Class<? extends Channel> channelType = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
        this.connector = new StreamConnector(address, credentials, channelType);
        this.settings = settings;
        this.tally = tally;
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.loops = new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("vehicles", true), io);
        for (EventExecutor loop : loops) {
            paces.add(new Pace((EventLoop) loop));
        }
    }

    /** One more vehicle, not connected yet. */
    void add(String vin, RecordSource source, Runnable whenDone) {
        Pace pace = paces.get(vehicles.size() % paces.size());
        vehicles.add(new VehicleClient(vin, connector, source, settings, tally, pace, whenDone));
    }

    /** Lets every vehicle try to connect once, so many at a time; leaves off when {@code enough} says so. */
    void connect(int atOnce, BooleanSupplier enough) throws InterruptedException {
        long began = System.nanoTime();
        Semaphore attempts = new Semaphore(atOnce);
        for (VehicleClient vehicle : vehicles) {
            if (!acquire(attempts, 1, enough)) {
                return;
            }
            var unused = vehicle.start().whenComplete((opened, failure) -> attempts.release());
        }
        if (!acquire(attempts, atOnce, enough)) {
            return;
        }
        connecting = Duration.ofNanos(System.nanoTime() - began);
        handshakesPerSecond = tally.connections.sum() / Math.max(1e-9, connecting.toNanos() / 1e9);
    }

    private static boolean acquire(Semaphore attempts, int permits, BooleanSupplier enough)
            throws InterruptedException {
        while (!attempts.tryAcquire(permits, BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS)) {
            if (enough.getAsBoolean()) {
                return false;
            }
        }
        return !enough.getAsBoolean();
    }

    /** Latencies of records that should have been sent before this {@link System#nanoTime()} are not counted. */
    void countLatenciesFrom(long nanos) {
        paces.forEach(pace -> pace.countFrom(nanos));
    }

    /** Lets every vehicle look again at what is due. */
    void wakeAll() {
        vehicles.forEach(VehicleClient::wake);
    }

    SimulationReport.Connections connections() {
        return new SimulationReport.Connections(
                tally.connections.sum(),
                tally.disconnections.sum(),
                tally.failedAttempts.sum(),
                connecting,
                handshakesPerSecond);
    }

    /** Adds the measured latencies; after {@link #shutDown}. */
    void addLatenciesTo(LatencyHistogram intended, LatencyHistogram send) {
        paces.forEach(pace -> pace.addTo(intended, send));
    }

    /** Stops every vehicle and ends the threads. */
    void shutDown() {
        vehicles.forEach(VehicleClient::stop);
        // The quiet time lets close frames of vehicles that had just finished be answered.
        loops.shutdownGracefully(50, SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(SHUTDOWN.toMillis());
    }
}
