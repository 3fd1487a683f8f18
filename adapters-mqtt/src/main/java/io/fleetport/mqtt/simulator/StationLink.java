package io.fleetport.mqtt.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One station on the broker: says that it is there, sends what its source has as long as the window has room, sees to it that
 * everything is acknowledged in the end, and says goodbye when there is nothing more. Safe to use from many threads.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // what fails is heard of through the connection's end, and dealt with there
final class StationLink implements MqttSession.Listener {

    private static final Logger log = LoggerFactory.getLogger(StationLink.class);

    private final StationTopics topics;
    private final ClientSettings settings;
    private final MessageSource source;
    private final Tally tally;
    private final boolean takesCommands;
    private final Runnable whenDone;
    private final MqttSession session;
    private final SplittableRandom random;
    private final CompletableFuture<Boolean> firstAttempt = new CompletableFuture<>();
    /** What the client could not take; sent first when it can again. */
    private final Deque<Sent> again = new ArrayDeque<>();

    private int inFlight;
    private boolean open;
    private boolean subscribed;
    private boolean stalled;
    /** Everything is told, and the station says goodbye. */
    private boolean closing;
    /** The connection is not wanted any more, whatever is owed. */
    private boolean stopped;

    private boolean finished;
    private @Nullable Duration absence;

    private record Sent(Outgoing message, long nanos) {}

    /**
     * @param commands takes what comes on {@code commands}; null when the station takes none
     * @param whenDone called once: everything was answered and the connection closed
     */
    StationLink(
            StationTopics topics,
            StationCredentials.Credential credential,
            ClientSettings settings,
            MqttSession.Factory sessions,
            MessageSource source,
            @Nullable Consumer<byte[]> commands,
            Tally tally,
            Runnable whenDone) {
        this.topics = topics;
        this.settings = settings;
        this.source = source;
        this.tally = tally;
        this.takesCommands = commands != null;
        this.whenDone = whenDone;
        this.random = new SplittableRandom(topics.stationId().hashCode());
        this.session = sessions.session(
                topics,
                credential,
                StationJson.status(topics.stationId(), false),
                this,
                commands == null ? unasked -> {} : commands);
    }

    /** Begins to connect. Completes with whether the first attempt got through; later ones follow by themselves. */
    CompletableFuture<Boolean> start() {
        session.open();
        return firstAttempt;
    }

    /** Looks again whether the source has something due. */
    void wake() {
        synchronized (this) {
            stalled = false;
        }
        pump();
    }

    /** Breaks the connection and stays away for so long. */
    void drop(Duration away) {
        synchronized (this) {
            if (!open || closing || stopped) {
                return;
            }
            absence = away;
        }
        session.drop();
    }

    /** Ends the connection at once, answered or not. */
    void stop() {
        synchronized (this) {
            stopped = true;
        }
        session.close().whenComplete((closed, failure) -> finish());
    }

    @Override
    public void connected() {
        synchronized (this) {
            open = true;
            stalled = false;
            tally.connections.increment();
            tally.open.increment();
            tally.resent.add(inFlight);
        }
        firstAttempt.complete(true);
        if (isStopped()) {
            session.close();
            return;
        }
        if (isClosing()) {
            // The goodbye is on its way again; a greeting behind it would stay for good.
            return;
        }
        publishPresence(true);
        if (takesCommands && !subscribed) {
            subscribed = true;
            session.subscribe(topics.of(StationTopics.COMMANDS));
        }
        pump();
    }

    @Override
    public synchronized long disconnected(int attempts) {
        firstAttempt.complete(false);
        if (open) {
            open = false;
            tally.open.decrement();
            if (!closing && !stopped) {
                tally.disconnections.increment();
            }
        } else {
            tally.failedAttempts.increment();
        }
        if (stopped) {
            return NEVER_AGAIN;
        }
        Duration away = absence;
        absence = null;
        return (away == null ? settings.backoff(attempts, random) : away).toMillis();
    }

    /** Sends what is due and has room. */
    private void pump() {
        boolean done;
        synchronized (this) {
            while (open && !closing && !stopped && !stalled && inFlight < settings.window()) {
                Sent sent = again.poll();
                if (sent != null) {
                    tally.resent.increment();
                } else {
                    Outgoing next = source.next();
                    if (next == null) {
                        break;
                    }
                    tally.sent(next.topic(), next.observedAt());
                    sent = new Sent(next, System.nanoTime());
                }
                publish(sent);
            }
            done = open && !closing && !stopped && inFlight == 0 && again.isEmpty() && source.exhausted();
            closing |= done;
        }
        if (done) {
            publishPresence(false).thenCompose(answered -> session.close()).whenComplete((closed, failure) -> finish());
        }
    }

    private void publish(Sent sent) {
        inFlight++;
        session.publish(topics.of(sent.message.topic()), sent.message.payload(), false)
                .whenComplete((acknowledged, failure) -> answered(sent, failure));
    }

    private void answered(Sent sent, @Nullable Throwable failure) {
        synchronized (this) {
            inFlight--;
            Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
            long now = System.nanoTime();
            if (cause == null) {
                tally.acknowledged(sent.message.intendedNanos(), sent.nanos, now);
            } else if (cause instanceof MqttSession.Refused refused) {
                tally.refused(String.valueOf(refused.getMessage()), now);
            } else {
                log.debug("{} could not be published: {}", sent.message.topic(), cause.toString());
                again.add(sent);
                stalled = true;
            }
        }
        pump();
    }

    private CompletableFuture<Void> publishPresence(boolean online) {
        return session.publish(topics.of(StationTopics.STATUS), StationJson.status(topics.stationId(), online), true);
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private synchronized boolean isClosing() {
        return closing;
    }

    private void finish() {
        synchronized (this) {
            if (finished) {
                return;
            }
            finished = true;
        }
        firstAttempt.complete(false);
        whenDone.run();
    }
}
