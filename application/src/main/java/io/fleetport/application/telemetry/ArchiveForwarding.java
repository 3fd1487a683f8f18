package io.fleetport.application.telemetry;

import io.fleetport.application.port.out.Archive;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.Outbox;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.Throttle;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves raw messages from the outbox to the archive, after their commit and until it has worked. The outbox gives a batch
 * again until it is done and the archive keeps one only once: so does the archive hold each message once, even when the
 * process dies between the two. What it did not get to is found in the outbox at the next start. Safe to use from many
 * threads.
 *
 * <p>It works in rounds, until nothing waits, and rests in them as {@link ArchiveSettings#share} says. A round that does not come to
 * its end goes on without a rest: more may come than would be moved otherwise.
 */
public final class ArchiveForwarding implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveForwarding.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final Duration LAST_BATCH = Duration.ofSeconds(5);

    /** Times of gathering. One gathering comes to its end in so many when a third more can be moved than comes. */
    private static final int LONG_ROUND = 3;

    private final Outbox outbox;
    private final Archive archive;
    private final ArchiveSettings settings;
    private final Semaphore work = new Semaphore(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Counter moved;
    private final Counter failed;
    private final Thread thread;

    public ArchiveForwarding(Outbox outbox, Archive archive, ArchiveSettings settings, MeterRegistry registry) {
        this.outbox = outbox;
        this.archive = archive;
        this.settings = settings;
        this.moved = Counter.builder("fleetport.archive.messages")
                .description("Raw messages moved to the archive")
                .register(registry);
        this.failed = Counter.builder("fleetport.archive.failures")
                .description("Attempts to move raw messages that failed and are tried again")
                .register(registry);
        this.thread = Thread.ofPlatform().daemon().name("archive-forwarding").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Says that there is something in the outbox. Cheap, never blocks. */
    public void wake() {
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    private void run() {
        try {
            boolean ending = false;
            while (!ending) {
                ending = moveAllThatWaits() ? awaitMore() : closingWithin(LOOK_AGAIN);
            }
            moveAllThatWaits();
        } catch (InterruptedException interrupted) {
            LOG.warn("interrupted: what has not reached the archive stays in the outbox");
        }
    }

    /** Whether it could. */
    private boolean moveAllThatWaits() {
        try {
            long begun = System.nanoTime();
            boolean more = true;
            while (more) {
                boolean keepsUp = System.nanoTime() - begun
                        < LONG_ROUND * settings.gather().toNanos();
                more = moveBatch(keepsUp ? new ShareOfTime(settings.share(), closing) : Throttle.NONE);
            }
            return true;
        } catch (PortUnavailable away) {
            failed.increment();
            LOG.warn("the archive has to wait: {}", away.getMessage());
        } catch (RuntimeException unexpected) {
            failed.increment();
            LOG.error("the archive could not take a batch, trying again", unexpected);
        }
        return false;
    }

    /** Whether the batch was a large one, so that more may wait already. After a small one it is worth waiting for company. */
    private boolean moveBatch(Throttle throttle) {
        Optional<ArchiveBatch> next = outbox.next(settings.batchBytes(), throttle);
        if (next.isEmpty()) {
            return false;
        }
        ArchiveBatch batch = next.get();
        archive.keep(batch, throttle);
        outbox.done(batch.id());
        moved.increment(batch.messages().size());
        long bytes = 0;
        for (ArchivedMessage message : batch.messages()) {
            bytes += message.raw().length;
        }
        return bytes >= settings.batchBytes() / 2 || batch.messages().size() >= outbox.mostCommits();
    }

    /**
     * Waits for a commit and then lets those of a while come together. Those of other processes wake nobody: looking no more
     * often than that lets them come together, too. Whether this is the end.
     */
    private boolean awaitMore() throws InterruptedException {
        Duration longest = settings.gather().compareTo(LOOK_AGAIN) > 0 ? settings.gather() : LOOK_AGAIN;
        boolean woken = work.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
        work.drainPermits();
        return closingWithin(woken ? settings.gather() : Duration.ZERO);
    }

    private boolean closingWithin(Duration time) throws InterruptedException {
        return closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Moves what waits, once and only for some seconds; the rest stays in the outbox. */
    @Override
    public void close() {
        closing.countDown();
        wake();
        try {
            if (!thread.join(LAST_BATCH)) {
                thread.interrupt();
                thread.join(LAST_BATCH);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            LOG.warn("interrupted while the archive forwarding was ending");
        }
    }
}
