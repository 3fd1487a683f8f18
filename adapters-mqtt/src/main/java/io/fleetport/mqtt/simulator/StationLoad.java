package io.fleetport.mqtt.simulator;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A made-up load: so many stations, each with its own connection and certificate, publishing so many telemetry messages a second
 * in all for so long. First all connect, then the time that counts begins, then every acknowledgement is waited for.
 *
 * <p>Messages are sent when they are due, whether or not earlier ones were answered, as long as the window has room; a station
 * that was held up catches up. Timestamps of a station strictly increase, by whole milliseconds. For one run; {@link #stop} may be
 * called from any thread.
 */
public final class StationLoad {

    private static final Duration SHUTDOWN = Duration.ofSeconds(5);

    private final StationLoadSettings settings;
    private final StationCredentials credentials;
    private final Tally tally = new Tally();
    private final LoadSchedule schedule;
    private final StationRun run;

    /**
     * One station's part of a load, for comparison with what is stored.
     *
     * @param sent distinct messages, each with a timestamp of its own
     * @param acknowledged of these
     * @param first timestamp of the first message; of no meaning when none was sent
     * @param last timestamp of the last message
     */
    public record Share(String stationId, long sent, long acknowledged, Instant first, Instant last) {}

    /** What a load did, in all and by station. */
    public record Result(StationReport report, List<Share> shares) {
        public Result {
            shares = List.copyOf(shares);
        }
    }

    public StationLoad(StationLoadSettings settings, StationCredentials credentials, Progress.Listener listener) {
        this.settings = settings;
        this.credentials = credentials;
        this.schedule = new LoadSchedule(
                settings.stations(),
                settings.messagesPerSecond(),
                settings.duration().toNanos() / 1e9);
        this.run = new StationRun(
                settings.stations(), tally, listener, settings.client().giveUpAfter());
        tally.planned.add(schedule.messages());
    }

    /** Runs to the end. An interruption of the calling thread ends the run early and stays set. */
    public Result run() {
        boolean epoll = Epoll.isAvailable();
        Class<? extends Channel> channelType = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(
                settings.client().threads(), new DefaultThreadFactory("station-load", true), io);
        List<LoadStation> stations = new ArrayList<>();
        StationRun.Ending ending = StationRun.Ending.INTERRUPTED;
        double handshakesPerSecond = 0;
        try {
            addTo(stations, loops, new LoadConnector(settings.client(), channelType));
            handshakesPerSecond = connect(stations);
            long now = System.nanoTime();
            tally.countLatenciesFrom(now + settings.warmUp().toNanos());
            schedule.start(now, Instant.now());
            run.begin(settings.warmUp(), settings.duration());
            stations.forEach(LoadStation::wake);
            ending = run.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stations.forEach(LoadStation::stop);
            loops.shutdownGracefully(50, SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS)
                    .awaitUninterruptibly(SHUTDOWN.toMillis());
        }
        return new Result(
                run.report(ending, handshakesPerSecond, StationReport.Rows.NONE),
                stations.stream().map(LoadStation::share).toList());
    }

    /** Ends the run early. */
    public void stop() {
        run.stop();
    }

    private void addTo(List<LoadStation> stations, MultiThreadIoEventLoopGroup loops, LoadConnector connector) {
        List<LoadPace> paces = new ArrayList<>();
        for (EventExecutor loop : loops) {
            paces.add(new LoadPace((EventLoop) loop, settings.client().keepAlive()));
        }
        LoadStation.Common common =
                new LoadStation.Common(schedule, connector, settings.client(), tally, run::stationDone);
        for (int i = 0; i < settings.stations(); i++) {
            stations.add(new LoadStation(i, credentials, paces.get(i % paces.size()), common));
        }
    }

    /** Lets every station try to connect once, so many at a time; returns how many got through in a second. */
    private double connect(List<LoadStation> stations) throws InterruptedException {
        long began = System.nanoTime();
        int atOnce = settings.client().handshakesAtOnce();
        Semaphore attempts = new Semaphore(atOnce);
        for (LoadStation station : stations) {
            if (!StationLinks.acquire(attempts, 1, run::hasEnded)) {
                return 0;
            }
            var unused = station.start().whenComplete((opened, failure) -> attempts.release());
        }
        return StationLinks.acquire(attempts, atOnce, run::hasEnded)
                ? tally.connections.sum() / Math.max(1e-9, (System.nanoTime() - began) / 1e9)
                : 0;
    }
}
