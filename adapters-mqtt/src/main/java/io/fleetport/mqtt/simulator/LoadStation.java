package io.fleetport.mqtt.simulator;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.ssl.SslContext;
import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One station of a load: sends its telemetry when it is due as long as the window has room, keeps what was not acknowledged,
 * reconnects when the connection ends and then sends that first.
 *
 * <p>Lives on the event loop of its {@link LoadPace}; {@link #start}, {@link #wake} and {@link #stop} may be called from anywhere.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails ends the connection, and that is dealt with
final class LoadStation {

    private static final Logger log = LoggerFactory.getLogger(LoadStation.class);

    private static final long CLOSE_TIMEOUT_MILLIS = 2_000;

    /** What the stations of a load have in common. */
    record Common(
            LoadSchedule schedule, LoadConnector connector, ClientSettings settings, Tally tally, Runnable whenDone) {}

    private final int number;
    private final StationTopics topics;
    private final LoadSchedule schedule;
    private final LoadConnector connector;
    private final SslContext tls;
    private final ClientSettings settings;
    private final Tally tally;
    private final LoadPace pace;
    private final Runnable whenDone;
    private final LoadFrame frame;
    private final LoadWindow window;
    private final SplittableRandom random;
    private final CompletableFuture<Boolean> firstAttempt = new CompletableFuture<>();

    private @Nullable Channel channel;
    private long nextNumber;
    private boolean pumpPlanned;
    private boolean waiting;
    private boolean done;
    private boolean finished;
    private long wakeNanos;
    private long lastWriteNanos;
    private int failures;
    private long acknowledged;

    /** @param number from 0, of all stations */
    LoadStation(int number, StationCredentials credentials, LoadPace pace, Common common) {
        this.number = number;
        this.pace = pace;
        schedule = common.schedule;
        connector = common.connector;
        settings = common.settings;
        tally = common.tally;
        whenDone = common.whenDone;
        topics = new StationTopics(StationLoadSettings.stationId(number));
        tls = connector.tls(credentials.of(topics.stationId()));
        frame = new LoadFrame(topics, settings.version());
        window = new LoadWindow(Math.min(settings.window(), LoadConnector.PRESENCE_PACKET_ID - 1));
        random = new SplittableRandom(number);
    }

    /** Begins to connect. Completes with whether the first attempt got through; later ones follow by themselves. */
    CompletableFuture<Boolean> start() {
        pace.loop().execute(() -> {
            pace.join(this);
            connect();
        });
        return firstAttempt;
    }

    /** Looks again whether something is due. */
    void wake() {
        pace.loop().execute(this::pump);
    }

    /** Ends the connection at once, answered or not. */
    void stop() {
        pace.loop().execute(() -> {
            done = true;
            Channel open = channel;
            if (open != null) {
                open.close();
            } else {
                finish();
            }
        });
    }

    /** What this station has sent and seen acknowledged; once it has stopped. */
    StationLoad.Share share() {
        return new StationLoad.Share(
                topics.stationId(),
                nextNumber,
                acknowledged,
                Instant.ofEpochMilli(nextNumber == 0 ? 0 : schedule.epochMillis(number, 0)),
                Instant.ofEpochMilli(nextNumber == 0 ? 0 : schedule.epochMillis(number, nextNumber - 1)));
    }

    long wakeNanos() {
        return wakeNanos;
    }

    void woken() {
        waiting = false;
        pump();
    }

    void keepAlive() {
        Channel open = channel;
        if (open != null
                && System.nanoTime() - lastWriteNanos > settings.keepAlive().toNanos() / 2) {
            lastWriteNanos = System.nanoTime();
            open.writeAndFlush(MqttMessage.PINGREQ, open.voidPromise());
        }
    }

    private void connect() {
        if (done) {
            return;
        }
        connector.open(pace.loop(), topics, tls, this).addListener(attempt -> {
            if (!attempt.isSuccess()) {
                log.debug("cannot connect: {}", String.valueOf(attempt.cause()));
                failed();
            }
        });
    }

    private void failed() {
        tally.failedAttempts.increment();
        firstAttempt.complete(false);
        connectLater();
    }

    private void connectLater() {
        if (!done) {
            long pause = settings.backoff(failures++, random).toMillis();
            pace.loop().schedule(this::connect, pause, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * The broker has accepted the station.
     *
     * @param atOnce most messages it takes from it before it has answered
     */
    void opened(Channel open, int atOnce) {
        if (done) {
            open.close();
            return;
        }
        channel = open;
        tally.connections.increment();
        tally.open.increment();
        firstAttempt.complete(true);
        open.write(LoadConnector.presence(topics, true), open.voidPromise());
        // One of them may be about presence.
        window.allow(atOnce - 1);
        pump();
        open.flush();
    }

    /** The connection ended, whether it ever got through or not. */
    void closed(Channel closed) {
        if (channel != closed) {
            if (done) {
                finish();
            } else {
                failed();
            }
            return;
        }
        channel = null;
        window.restart();
        tally.open.decrement();
        if (done) {
            finish();
        } else {
            tally.disconnections.increment();
            connectLater();
        }
    }

    /** Sends what is due and has room. */
    private void pump() {
        pumpPlanned = false;
        Channel open = channel;
        if (open == null || done) {
            return;
        }
        boolean written = false;
        while (window.hasRoom() && open.isWritable() && sendNext(open)) {
            written = true;
        }
        if (written) {
            open.flush();
        }
    }

    private boolean sendNext(Channel open) {
        LoadWindow.Pending again = window.nextAgain();
        if (again != null) {
            tally.resent.increment();
            write(open, again);
            return true;
        }
        long due = schedule.due(number, nextNumber);
        long now = System.nanoTime();
        if (due > now) {
            if (due == LoadSchedule.NEVER) {
                leaveWhenAnswered(open);
            } else if (due != LoadSchedule.NOT_YET && !waiting) {
                waiting = true;
                wakeNanos = due;
                pace.await(this);
            }
            return false;
        }
        tally.sent(StationTopics.TELEMETRY, Instant.ofEpochMilli(schedule.epochMillis(number, nextNumber)));
        write(open, new LoadWindow.Pending(nextNumber++, due, now));
        return true;
    }

    private void write(Channel open, LoadWindow.Pending message) {
        int packetId = window.add(message);
        lastWriteNanos = System.nanoTime();
        open.write(
                frame.encode(open.alloc(), packetId, message.number(), schedule.epochMillis(number, message.number())),
                open.voidPromise());
    }

    private void leaveWhenAnswered(Channel open) {
        if (window.isSettled()) {
            done = true;
            open.write(LoadConnector.presence(topics, false), open.voidPromise());
            open.writeAndFlush(MqttMessage.DISCONNECT).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
            pace.loop().schedule(() -> open.close(), CLOSE_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void finish() {
        if (!finished) {
            finished = true;
            firstAttempt.complete(false);
            whenDone.run();
        }
    }

    /** Looks again soon, but not at once: room is told of from within a flush, which would then nest without end. */
    void pumpSoon() {
        if (!pumpPlanned) {
            pumpPlanned = true;
            wake();
        }
    }

    /** @param refusal the broker's reason, or 0 when it took the message */
    void answered(int packetId, int refusal) {
        LoadWindow.Pending pending = window.settle(packetId);
        if (pending == null) {
            return;
        }
        long now = System.nanoTime();
        failures = 0;
        if (refusal == 0) {
            acknowledged++;
            tally.acknowledged(pending.intendedNanos(), pending.sentNanos(), now);
        } else {
            tally.refused(String.format(Locale.ROOT, "reason 0x%02X", refusal), now);
        }
        if (!waiting) {
            pumpSoon();
        }
    }
}
