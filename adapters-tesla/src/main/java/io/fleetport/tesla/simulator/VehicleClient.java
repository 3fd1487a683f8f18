package io.fleetport.tesla.simulator;

import io.fleetport.tesla.wire.Envelope;
import io.fleetport.tesla.wire.EnvelopeReader;
import io.fleetport.tesla.wire.EnvelopeWriter;
import io.fleetport.tesla.wire.MalformedEnvelope;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One vehicle on its stream: sends what its source has as long as the window has room, keeps what was not acknowledged,
 * reconnects when the connection ends and then sends that first, marked as resent.
 *
 * <p>Lives on the event loop of its {@link Pace}; {@link #start}, {@link #wake} and {@link #stop} may be called from anywhere.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails ends the connection, and that is dealt with
final class VehicleClient {

    private static final Logger log = LoggerFactory.getLogger(VehicleClient.class);

    /** Field 4 (is_resend) with the value true. Protobuf messages may be appended to, so the payload is not built anew. */
    private static final byte[] RESEND_MARK = {0x20, 0x01};

    private static final long CLOSE_TIMEOUT_MILLIS = 2_000;

    private final String vin;
    private final StreamConnector connector;
    private final RecordSource source;
    private final ClientSettings settings;
    private final Tally tally;
    private final Pace pace;
    private final Runnable whenDone;
    private final CompletableFuture<Boolean> firstAttempt = new CompletableFuture<>();
    private final SplittableRandom random;
    private final Unacknowledged window;
    private final Deque<Unacknowledged.Pending> again = new ArrayDeque<>();
    private MessageIds ids;
    private @Nullable Channel channel;
    private boolean carriedNothing = true;
    private boolean pumpPlanned;
    private boolean waiting;
    /** Nothing is sent any more. */
    private boolean done;

    private boolean finished;
    private long wakeNanos;
    private long lastAnswerNanos;
    private int failures;

    /** @param whenDone called once on the event loop: everything was answered and the connection closed, or {@link #stop} */
    VehicleClient(
            String vin,
            StreamConnector connector,
            RecordSource source,
            ClientSettings settings,
            Tally tally,
            Pace pace,
            Runnable whenDone) {
        this.vin = vin;
        this.connector = connector;
        this.source = source;
        this.settings = settings;
        this.tally = tally;
        this.pace = pace;
        this.whenDone = whenDone;
        this.random = new SplittableRandom(vin.hashCode() ^ System.nanoTime());
        this.window = new Unacknowledged(settings.window());
        this.ids = new MessageIds(random);
    }

    /** Begins to connect. Completes with whether the first attempt got through; later ones follow by themselves. */
    CompletableFuture<Boolean> start() {
        pace.loop().execute(() -> {
            pace.join(this);
            connect();
        });
        return firstAttempt;
    }

    /** Looks again whether the source has something due. */
    void wake() {
        pace.loop().execute(this::pump);
    }

    /** Ends the connection at once, answered or not. */
    void stop() {
        pace.loop().execute(() -> {
            Channel open = channel;
            done = true;
            if (open != null) {
                open.close();
            } else {
                finish();
            }
        });
    }

    long wakeNanos() {
        return wakeNanos;
    }

    void woken() {
        waiting = false;
        pump();
    }

    /** Gives up a connection on which answers are owed and none comes. */
    void checkSilence(long nowNanos) {
        Channel open = channel;
        if (open != null
                && window.count() > 0
                && nowNanos - lastAnswerNanos > settings.ackTimeout().toNanos()) {
            log.debug("{} records without an answer, connecting anew", window.count());
            open.close();
        }
    }

    private void connect() {
        if (done) {
            return;
        }
        connector.open(pace.loop(), vin, new StreamConnection(this)).addListener(attempt -> {
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
            Duration pause = settings.backoff(failures++, random);
            pace.loop().schedule(this::connect, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** The WebSocket is open. */
    void opened(Channel open) {
        if (done) {
            open.close();
            return;
        }
        channel = open;
        carriedNothing = true;
        ids = new MessageIds(random);
        lastAnswerNanos = System.nanoTime();
        tally.connections.increment();
        tally.open.increment();
        firstAttempt.complete(true);
        pump();
    }

    /** The connection ended, whether it ever got through or not. */
    void closed(Channel closed) {
        if (channel != closed) {
            failed();
            return;
        }
        channel = null;
        tally.open.decrement();
        // What was not sent again yet is younger than what the connection carried.
        var unanswered = window.restart();
        for (int i = unanswered.size() - 1; i >= 0; i--) {
            again.addFirst(unanswered.get(i));
        }
        if (done) {
            finish();
        } else {
            tally.disconnections.increment();
            connectLater();
        }
    }

    /** Sends what is due and has room. */
    void pump() {
        pumpPlanned = false;
        Channel open = channel;
        if (open == null || done) {
            return;
        }
        boolean written = false;
        while (window.hasRoom() && open.isWritable()) {
            Unacknowledged.Pending pending = again.poll();
            if (pending != null) {
                tally.resent.increment();
                write(open, pending, true);
            } else if (!sendNew(open)) {
                break;
            }
            written = true;
        }
        if (written) {
            open.flush();
        }
    }

    /** Sends the next new record when it is due; false when there is none to send now. */
    private boolean sendNew(Channel open) {
        long due = source.due();
        long now = System.nanoTime();
        if (due > now) {
            if (due == RecordSource.NEVER) {
                closeWhenAnswered(open);
            } else if (due != RecordSource.NOT_YET && !waiting) {
                waiting = true;
                wakeNanos = due;
                pace.await(this);
            }
            return false;
        }
        switch (source.next(carriedNothing)) {
            case Outgoing.Telemetry telemetry -> {
                tally.sent(telemetry.observedAt());
                long intended = due == RecordSource.NOW ? now : due;
                if (window.count() == 0) {
                    lastAnswerNanos = now;
                }
                write(open, new Unacknowledged.Pending(telemetry, intended, now), false);
                carriedNothing = false;
            }
            case Outgoing.Malformed malformed -> {
                tally.misbehaved.increment();
                var bytes = Unpooled.wrappedBuffer(malformed.bytes());
                open.write(
                        malformed.asText() ? new TextWebSocketFrame(bytes) : new BinaryWebSocketFrame(bytes),
                        open.voidPromise());
            }
        }
        return true;
    }

    private void write(Channel open, Unacknowledged.Pending pending, boolean resent) {
        long number = window.add(pending);
        Outgoing.Telemetry record = pending.record;
        byte[] payload = record.payload();
        if (resent) {
            payload = Arrays.copyOf(payload, payload.length + RESEND_MARK.length);
            System.arraycopy(RESEND_MARK, 0, payload, record.payload().length, RESEND_MARK.length);
        }
        byte[] frame = EnvelopeWriter.stream(Envelope.record(
                ids.id(number), record.topic(), record.observedAt().getEpochSecond(), vin, payload));
        open.write(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(frame)), open.voidPromise());
        if (number == MessageIds.COUNT - 1) {
            open.flush();
            open.close();
        }
    }

    private void closeWhenAnswered(Channel open) {
        if (window.count() == 0) {
            done = true;
            open.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE))
                    .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
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

    /** Takes a message of the server. */
    void answered(byte[] frame) {
        Envelope answer;
        try {
            answer = EnvelopeReader.read(frame);
        } catch (MalformedEnvelope e) {
            tally.unmatchedReplies.increment();
            return;
        }
        long number = ids.number(answer.txid());
        Unacknowledged.Pending pending = window.settle(number);
        if (pending == null) {
            boolean doubled = window.hasSent(number) && answer.unionType() == Envelope.ACKNOWLEDGEMENT;
            (doubled ? tally.doubledAcknowledgements : tally.unmatchedReplies).increment();
            return;
        }
        long now = System.nanoTime();
        lastAnswerNanos = now;
        failures = 0;
        if (answer.unionType() == Envelope.ACKNOWLEDGEMENT) {
            tally.acknowledged(1, now);
            pace.answered(pending, now);
        } else {
            tally.refused("error frame", now);
        }
    }
}
