package io.fleetport.application.station;

import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.StationCommands;
import io.fleetport.domain.station.StationCommand.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles commands of which nothing final was heard in time, also those of a process that ended. Safe to run in several
 * processes at once.
 */
public final class CommandExpiry implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommandExpiry.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /** As many as the store hands out at a time. */
    private static final int MOST_OVERDUE = 1_000;

    private final StationCommands commands;
    private final Clock clock;
    private final Counter expired;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);

    public CommandExpiry(StationCommands commands, Clock clock, MeterRegistry registry) {
        this.commands = commands;
        this.clock = clock;
        this.expired = Counter.builder("fleetport.station.commands.expired")
                .description("Commands of which nothing final was heard before they expired")
                .register(registry);
        this.thread = Thread.ofVirtual().name("command-expiry").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            boolean closed = false;
            while (!closed) {
                long pause = sweep() ? 0 : LOOK_AGAIN.toMillis();
                closed = closing.await(pause, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException interrupted) {
            LOG.warn("interrupted while looking for overdue commands");
        }
    }

    /** Whether there may be more. */
    private boolean sweep() {
        try {
            Instant now = clock.instant();
            List<StationCommands.Issued> overdue = commands.overdue(now);
            overdue.forEach(issued -> settle(issued, now));
            return overdue.size() >= MOST_OVERDUE;
        } catch (PortUnavailable away) {
            LOG.warn("overdue commands have to wait: {}", away.getMessage());
        } catch (RuntimeException unexpected) {
            LOG.error("overdue commands could not be settled, trying again", unexpected);
        }
        return false;
    }

    private void settle(StationCommands.Issued issued, Instant now) {
        // One that is still pending was cut off between its storing and the noting of its sending: it may have left.
        String detail = issued.command().outcome() == Outcome.PENDING
                ? "whether it was sent is not known"
                : "nothing final was heard before it expired";
        if (commands.move(issued.organization(), issued.command().id(), Outcome.UNKNOWN, now, detail)) {
            expired.increment();
        }
    }

    /** Ends after the sweep in hand. */
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!thread.join(Duration.ofSeconds(5))) {
                LOG.warn("the settling of overdue commands is still ending");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            LOG.warn("interrupted while the settling of overdue commands was ending");
        }
    }
}
