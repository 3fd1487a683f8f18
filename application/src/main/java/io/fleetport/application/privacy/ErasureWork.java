package io.fleetport.application.privacy;

import io.fleetport.application.port.out.Erasable;
import io.fleetport.application.port.out.ErasableStores;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.application.port.out.Erasures;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.Erasure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out erasures, one after the other and again until nothing is found any more. An order that a process did not get
 * to the end of is found at the next start and begun anew: each step removes what is left, also what another process that
 * works at the same order has not removed before. It is finished when a round that
 * began at least {@code settling} after the order found nothing on its way to the archive: by then every process has known
 * for long that it must not keep anything of it. Safe to use from many threads.
 */
public final class ErasureWork implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ErasureWork.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration LAST_ROUND = Duration.ofSeconds(5);
    private static final int AT_ONCE = 100;

    private final Erasures erasures;
    private final ErasableStores stores;
    private final List<Erasable> places;
    private final Duration settling;
    private final Clock clock;
    private final Semaphore work = new Semaphore(0);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    /**
     * @param places what besides the stores holds something of vehicles
     * @param settling longer than it takes until every process knows of an order
     */
    public ErasureWork(
            Erasures erasures, ErasableStores stores, List<Erasable> places, Duration settling, Clock clock) {
        this.erasures = erasures;
        this.stores = stores;
        this.places = List.copyOf(places);
        this.settling = settling;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("erasure").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Says that there is an order. Cheap, never blocks. */
    public void wake() {
        work.release();
    }

    private void run() {
        try {
            while (closing.getCount() > 0) {
                boolean open = workOff();
                if (closing.await(0, TimeUnit.SECONDS)) {
                    return;
                }
                // Another process may have taken an order: looking now and then finds it.
                work.tryAcquire((open ? LOOK_AGAIN : settling).toMillis(), TimeUnit.MILLISECONDS);
                work.drainPermits();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether some are not finished. */
    private boolean workOff() {
        try {
            boolean open = false;
            for (Erasure erasure : erasures.unfinished(AT_ONCE)) {
                open |= !round(erasure);
            }
            return open;
        } catch (PortUnavailable away) {
            LOG.warn("an erasure has to wait: {}", away.getMessage());
        } catch (RuntimeException unexpected) {
            LOG.error("an erasure failed and is tried again", unexpected);
        }
        return true;
    }

    /** One round over all places. Whether it was the last one. */
    boolean round(Erasure erasure) {
        Instant began = clock.instant();
        ErasureScope scope = new ErasureScope(
                new VehicleKey(erasure.organization(), erasure.vehicle()), erasure.from(), erasure.until());
        Map<String, Long> removed = new HashMap<>(stores.begin(scope));
        if (removed.values().stream().anyMatch(count -> count > 0)) {
            // At once: what a killed process had removed cannot be counted again.
            erasures.progress(erasure.id(), erasure.state(), removed, null);
            removed.clear();
        }
        ErasureScope.Messages messages = stores.messages(scope);
        ErasableStores.Outgoing outgoing = stores.outbox(messages);
        removed.merge("outbox", outgoing.removed(), Long::sum);
        for (Erasable place : places) {
            removed.merge(place.place(), place.erase(messages), Long::sum);
        }
        boolean settled = !began.isBefore(erasure.requestedAt().plus(settling));
        boolean last = settled && !outgoing.onTheirWay();
        // The readings of an interval tell which messages it came in: they stay until no more such messages can come.
        if (last || erasure.isOfVehicle()) {
            add(removed, stores.finish(scope));
        }
        erasures.progress(
                erasure.id(),
                last ? Erasure.State.FINISHED : Erasure.State.UNDERWAY,
                removed,
                last ? clock.instant().truncatedTo(ChronoUnit.MICROS) : null);
        return last;
    }

    private static void add(Map<String, Long> sum, Map<String, Long> more) {
        more.forEach((place, count) -> sum.merge(place, count, Long::sum));
    }

    /** Ends after the round underway; the rest is done after the next start. */
    @Override
    public void close() {
        closing.countDown();
        wake();
        try {
            if (!thread.join(LAST_ROUND)) {
                thread.interrupt();
                thread.join(LAST_ROUND);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
