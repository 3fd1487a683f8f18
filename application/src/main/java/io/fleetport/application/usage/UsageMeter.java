package io.fleetport.application.usage;

import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.Usage;
import io.fleetport.application.port.out.Usage.Meter;
import io.fleetport.application.thread.Recurring;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what organizations use and writes it down every few seconds. A process that is killed forgets what it had not
 * written down: in the organizations' favour. Safe to use from many threads.
 */
public final class UsageMeter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UsageMeter.class);

    private static final Duration LAST_WRITE = Duration.ofSeconds(5);

    private record Counted(OrganizationId organization, Meter meter) {}

    /** What is written down at once, and known again by its id. */
    private record Page(UUID id, List<Usage.Amount> amounts) {}

    private final Usage usage;
    private final Supplier<Map<OrganizationId, Integer>> connected;
    private final Clock clock;
    private final ConcurrentMap<Counted, LongAdder> counts = new ConcurrentHashMap<>();
    private final Recurring recurring;
    private Instant writtenAt;
    /** Of which it is not known whether it was written down. */
    private @Nullable Page unanswered;

    /**
     * @param connected how many vehicles each organization has connected at the moment
     * @param every how often it is written down, 1 s or more
     */
    public UsageMeter(Usage usage, Supplier<Map<OrganizationId, Integer>> connected, Duration every, Clock clock) {
        this.usage = usage;
        this.connected = connected;
        this.clock = clock;
        this.writtenAt = clock.instant();
        this.recurring = new Recurring("usage-meter", every, this::write);
    }

    public void start() {
        recurring.start();
    }

    /** Cheap, never blocks. */
    public void count(OrganizationId organization, Meter meter, long amount) {
        if (amount > 0) {
            counts.computeIfAbsent(new Counted(organization, meter), key -> new LongAdder())
                    .add(amount);
        }
    }

    /**
     * Writes down what was counted since. While the store is away that waits for the next time, behind the page that it did not answer
     * for: the answer may be all that was lost.
     */
    synchronized void write() {
        countConnections();
        Page last = unanswered;
        if (last == null || writeDown(last)) {
            writeDown(new Page(UUID.randomUUID(), taken()));
        }
    }

    private void countConnections() {
        Instant now = clock.instant();
        long seconds = Math.max(0, Duration.between(writtenAt, now).toSeconds());
        if (seconds > 0) {
            writtenAt = writtenAt.plusSeconds(seconds);
            connected
                    .get()
                    .forEach((organization, vehicles) ->
                            count(organization, Meter.CONNECTED_SECONDS, vehicles * seconds));
        }
    }

    private List<Usage.Amount> taken() {
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        List<Usage.Amount> amounts = new ArrayList<>();
        counts.forEach((counted, count) -> {
            long amount = count.sumThenReset();
            if (amount > 0) {
                amounts.add(new Usage.Amount(counted.organization(), hour, counted.meter(), amount));
            }
        });
        return amounts;
    }

    /** Whether the store has answered for it. */
    private boolean writeDown(Page page) {
        unanswered = null;
        try {
            if (!page.amounts().isEmpty()) {
                usage.add(page.id(), page.amounts());
            }
            return true;
        } catch (PortUnavailable away) {
            unanswered = page;
            LOG.info("usage is written down later: {}", away.getMessage());
            return false;
        } catch (RuntimeException refused) {
            LOG.error(
                    "{} amounts of usage could not be written down",
                    page.amounts().size(),
                    refused);
            return true;
        }
    }

    /** Writes down the rest. */
    @Override
    public void close() {
        recurring.close();
        try {
            if (!recurring.awaitEnd(LAST_WRITE)) {
                LOG.warn("usage is still being written down");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        write();
    }
}
