package io.fleetport.aws.elasticache;

import io.fleetport.application.port.out.PortUnavailable;
import io.lettuce.core.api.StatefulConnection;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to Redis that is there or is not: who asks never waits for one. Behind the scenes a lost one is made again, at
 * once when it had lasted, else after a pause that doubles, so that a Redis that takes connections and answers nothing is asked
 * less and less. Safe to use from many threads.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a connection that is given up ends when it ends
final class KeptConnection<L extends KeptConnection.Link> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeptConnection.class);

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_END = Duration.ofSeconds(2);

    /** A connection, and what goes with it. */
    interface Link {
        StatefulConnection<?, ?> connection();
    }

    private final Supplier<L> opening;
    private final String with;
    private final String without;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread connecting;
    private final AtomicReference<@Nullable L> link = new AtomicReference<>();
    private Duration pause = LOOK;
    private long triedAt = System.nanoTime() - LONGEST_PAUSE.toNanos();
    private boolean toldAway;

    /**
     * @param name of the thread
     * @param opening makes a connection that answers, or throws {@link PortUnavailable}
     * @param with what the log says when there is one
     * @param without what the log says when there is none, once
     */
    KeptConnection(String name, Supplier<L> opening, String with, String without) {
        this.opening = opening;
        this.with = with;
        this.without = without;
        this.connecting = Thread.ofVirtual().name(name).unstarted(this::keepConnected);
    }

    /** Begins to connect, and waits for nothing. */
    void start() {
        connecting.start();
    }

    /** Null while there is none. */
    @Nullable
    L present() {
        return link.get();
    }

    /** After it let somebody wait in vain: the others need not. */
    void giveUp(L lost) {
        link.compareAndSet(lost, null);
        lost.connection().closeAsync();
    }

    private void keepConnected() {
        try {
            do {
                look();
            } while (!closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        L present = link.get();
        if (present != null && !present.connection().isOpen()) {
            giveUp(present);
            present = null;
        }
        Duration since = Duration.ofNanos(System.nanoTime() - triedAt);
        if (present != null) {
            if (since.compareTo(LONGEST_PAUSE) > 0) {
                pause = LOOK;
            }
        } else if (since.compareTo(pause) >= 0) {
            connect();
        }
    }

    private void connect() {
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        try {
            link.set(opening.get());
            LOG.info("{}", with);
            toldAway = false;
        } catch (PortUnavailable away) {
            if (!toldAway) {
                LOG.warn("{}: {}", without, away.getMessage());
                toldAway = true;
            }
        }
        triedAt = System.nanoTime();
    }

    /** There is none from now on. */
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!connecting.join(LONGEST_END)) {
                connecting.interrupt();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        L present = link.get();
        if (present != null) {
            giveUp(present);
        }
    }
}
