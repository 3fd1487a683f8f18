package io.fleetport.application.privacy;

import io.fleetport.application.port.out.Erasures;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.PrivacyRules;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.Erasure;
import io.fleetport.domain.vehicle.PositionPrivacy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All privacy rules and erasures in force, in memory, brought up to date every now and then: a change made by any process is
 * known to this one after the interval at the latest. While the store is away the rules known last hold. Safe to use from
 * many threads.
 */
public final class PrivacyBook implements Discretion, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PrivacyBook.class);

    private final PrivacyRules rules;
    private final Erasures erasures;
    private final Duration interval;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile Map<VehicleKey, Entry> entries = Map.of();
    private volatile int edition;
    private String mark = "";

    /** What holds for one vehicle. */
    private record Entry(PositionPrivacy positions, List<Erasure> erased) implements Rule {
        @Override
        public boolean refuses(Instant observedAt) {
            for (Erasure erasure : erased) {
                if (erasure.covers(observedAt)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean hidesPosition(Instant observedAt) {
            return positions.hides(observedAt);
        }
    }

    /** @param interval between looks at the store, positive */
    public PrivacyBook(PrivacyRules rules, Erasures erasures, Duration interval) {
        this.rules = rules;
        this.erasures = erasures;
        this.interval = interval;
        this.thread = Thread.ofVirtual().name("privacy-book").unstarted(this::run);
    }

    /** @throws PortUnavailable when the rules cannot be read: nothing must be taken in before they are */
    public void start() {
        lookAgain();
        thread.start();
    }

    @Override
    public @Nullable Rule of(VehicleKey key) {
        return entries.get(key);
    }

    /** Whether the vehicle as a whole was erased and not let in again. */
    public boolean isErased(VehicleKey key) {
        Entry entry = entries.get(key);
        return entry != null && entry.erased().stream().anyMatch(Erasure::isOfVehicle);
    }

    /** Another number after every change. */
    int edition() {
        return edition;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // written under the lock only
    public synchronized void lookAgain() {
        String now = rules.mark() + "/" + erasures.mark();
        if (now.equals(mark)) {
            return;
        }
        Map<VehicleKey, Entry> next = new HashMap<>();
        rules.inForce().forEach((key, rule) -> next.put(key, new Entry(rule, List.of())));
        for (Erasure erasure : erasures.inForce()) {
            next.merge(
                    new VehicleKey(erasure.organization(), erasure.vehicle()),
                    new Entry(PositionPrivacy.ON, List.of(erasure)),
                    PrivacyBook::both);
        }
        entries = next;
        edition++; // under the lock, so that none is skipped
        mark = now;
    }

    private static Entry both(Entry known, Entry more) {
        List<Erasure> erased = new ArrayList<>(known.erased());
        erased.addAll(more.erased());
        return new Entry(known.positions(), erased);
    }

    private void run() {
        try {
            while (!closing.await(interval.toNanos(), TimeUnit.NANOSECONDS)) {
                try {
                    lookAgain();
                } catch (PortUnavailable away) {
                    LOG.warn("privacy rules cannot be read, those known last hold: {}", away.getMessage());
                } catch (RuntimeException unexpected) {
                    LOG.error("privacy rules cannot be read, those known last hold", unexpected);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
