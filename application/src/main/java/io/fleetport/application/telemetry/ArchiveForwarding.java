package io.fleetport.application.telemetry;

import io.fleetport.application.port.out.Archive;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.Outbox;
import io.fleetport.application.port.out.PortUnavailable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves raw messages from the outbox to the archive, after their commit and until it has worked. What the process did
 * not get to is found in the outbox at the next start. Safe to use from many threads.
 */
public final class ArchiveForwarding implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveForwarding.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final int AT_ONCE = 200;

    private final Outbox outbox;
    private final Archive archive;
    private final Semaphore work = new Semaphore(1);
    private final Counter moved;
    private final Counter failed;
    private final Thread thread;
    private volatile boolean closing;

    public ArchiveForwarding(Outbox outbox, Archive archive, MeterRegistry registry) {
        this.outbox = outbox;
        this.archive = archive;
        this.moved = Counter.builder("fleetport.archive.messages")
                .description("Raw messages moved to the archive")
                .register(registry);
        this.failed = Counter.builder("fleetport.archive.failures")
                .description("Attempts to move raw messages that failed and are tried again")
                .register(registry);
        this.thread = Thread.ofVirtual().name("archive-forwarding").unstarted(this::run);
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
        while (!closing) {
            try {
                if (!moveSome() && work.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                    work.drainPermits();
                    gather();
                }
            } catch (InterruptedException interrupted) {
                return;
            } catch (PortUnavailable away) {
                failed.increment();
                LOG.warn("the archive has to wait: {}", away.getMessage());
                pause();
            } catch (RuntimeException unexpected) {
                failed.increment();
                LOG.error("the archive could not take a batch, trying again", unexpected);
                pause();
            }
        }
    }

    /** Several commits become one file: many small ones would cost more to write than what is in them. */
    private boolean moveSome() {
        List<ArchiveBatch> pending = outbox.pending(AT_ONCE);
        if (pending.isEmpty()) {
            return false;
        }
        List<ArchivedMessage> messages = new ArrayList<>();
        pending.forEach(batch -> messages.addAll(batch.messages()));
        archive.keep(new ArchiveBatch(pending.getFirst().id(), messages));
        pending.forEach(batch -> outbox.done(batch.id()));
        moved.increment(messages.size());
        return pending.size() == AT_ONCE;
    }

    /** Lets the commits of a while come together. */
    private void gather() throws InterruptedException {
        if (!closing) {
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private void pause() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException interrupted) {
            closing = true;
        }
    }

    /** Ends after the batch in hand; the rest stays in the outbox. */
    @Override
    public void close() {
        closing = true;
        wake();
        try {
            if (!thread.join(Duration.ofSeconds(5))) {
                thread.interrupt();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            LOG.warn("interrupted while the archive forwarding was ending");
        }
    }
}
