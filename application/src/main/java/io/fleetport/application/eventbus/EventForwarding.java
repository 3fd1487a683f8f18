package io.fleetport.application.eventbus;

import io.fleetport.application.port.out.BusQueue;
import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.EventBus;
import io.fleetport.application.port.out.EventBus.Outcome;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.RefusedEvent;
import io.fleetport.application.port.out.Subject;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes committed events on a bus, each at least once and those of one vehicle or station in their order. One process of
 * several that share the stores does it at a time. What was sent but not settled when a process died is sent again under the
 * same ids. Safe to use from many threads.
 */
public final class EventForwarding implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventForwarding.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration LAST_BATCH = Duration.ofSeconds(5);

    private static final Rest NONE = new Rest(Duration.ZERO, false);
    private static final Rest UNTIL_NEWS = new Rest(LOOK_AGAIN, true);

    /** However much news there is: the bus has put off all it was given. */
    private static final Rest SLOWLY = new Rest(LOOK_AGAIN, false);

    /** How long to do nothing, and whether news ends it. */
    record Rest(Duration time, boolean untilNews) {}

    private final String name;
    private final EventBus bus;
    private final BusQueue queue;
    private final ForwardingSettings settings;
    private final Clock clock;
    private final ForwardingMeters meters;
    private final PutOffSubjects putOff;
    private final UUID holder = UUID.randomUUID();
    private final Semaphore news = new Semaphore(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private int failures;

    /** @param name under which the queue knows the bus; another one is another queue */
    public EventForwarding(
            String name,
            EventBus bus,
            BusQueue queue,
            ForwardingSettings settings,
            Clock clock,
            MeterRegistry registry) {
        this.name = name;
        this.bus = bus;
        this.queue = queue;
        this.settings = settings;
        this.clock = clock;
        this.meters = new ForwardingMeters(registry);
        this.putOff = new PutOffSubjects(settings);
        this.thread = Thread.ofVirtual().name("event-forwarding").unstarted(this::run);
    }

    /**
     * From now on events wait for the bus.
     *
     * @throws PortUnavailable when the store is away
     */
    public void start() {
        queue.open(name);
        thread.start();
    }

    /** Says that there may be something to publish. Cheap, never blocks. */
    public void wake() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    private void run() {
        try {
            while (closing.getCount() > 0) {
                Rest rest = pass();
                if (!rest.untilNews()) {
                    closing.await(rest.time().toMillis(), TimeUnit.MILLISECONDS);
                } else if (!news.tryAcquire(rest.time().toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.trace("nothing new");
                }
                news.drainPermits();
            }
            queue.release(name, holder);
        } catch (InterruptedException | PortUnavailable left) {
            LOG.warn("the bus is left to the end of its hold: {}", String.valueOf(left.getMessage()));
        }
    }

    /** Publishes one batch. */
    Rest pass() {
        try {
            Rest rest = publishNext(clock.instant());
            failures = 0;
            return rest;
        } catch (PortUnavailable away) {
            LOG.warn("events have to wait: {}", away.getMessage());
        } catch (PortRefused refused) {
            LOG.error("events cannot be published, trying again: {}", refused.getMessage());
        } catch (RuntimeException unexpected) {
            LOG.error("events could not be published, trying again", unexpected);
        }
        meters.failed();
        failures++;
        return new Rest(settings.pause(failures, ThreadLocalRandom.current().nextDouble()), false);
    }

    private Rest publishNext(Instant now) {
        Optional<Instant> oldest = queue.oldestWaiting(name);
        meters.lag(oldest.map(since -> Duration.between(since, now)).orElse(Duration.ZERO));
        if (oldest.isEmpty()) {
            return UNTIL_NEWS;
        }
        if (!queue.hold(name, holder, now, now.plus(settings.hold()))) {
            putOff.forget();
            return UNTIL_NEWS;
        }
        Set<Subject> notYet = putOff.notYet(now);
        if (notYet.size() >= PutOffSubjects.MOST) {
            return SLOWLY;
        }
        List<Event> events = queue.waiting(name, notYet, settings.batch());
        if (events.isEmpty()) {
            return UNTIL_NEWS;
        }
        return settle(events, bus.publish(events)) ? NONE : SLOWLY;
    }

    /** Whether anything is out of the way. */
    private boolean settle(List<Event> events, List<Outcome> outcomes) {
        Instant now = clock.instant();
        List<Event> taken = new ArrayList<>();
        List<RefusedEvent> refused = new ArrayList<>();
        Set<Subject> waiting = new HashSet<>();
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            switch (outcomes.get(i)) {
                case Outcome.Taken done -> taken.add(event);
                case Outcome.Refused no -> refused.add(refused(event, now, no.code()));
                case Outcome.PutOff later -> {
                    meters.putOff();
                    if (waiting.add(event.subject())) {
                        LOG.debug("event {} is put off: {}", event.id(), later.code());
                    }
                }
            }
        }
        queue.settle(name, taken, refused);
        meters.sent(taken.size());
        refused.forEach(one -> meters.refused());
        if (!refused.isEmpty()) {
            RefusedEvent first = refused.getFirst();
            LOG.warn(
                    "{} events were refused for good, first {} ({}): {}",
                    refused.size(),
                    first.event(),
                    first.type().outwardName(),
                    first.code());
        }
        for (Event event : events) {
            if (!waiting.contains(event.subject())) {
                putOff.cameThrough(event.subject());
            }
        }
        waiting.forEach(subject -> putOff.putOff(subject, now));
        return !taken.isEmpty() || !refused.isEmpty();
    }

    private RefusedEvent refused(Event event, Instant now, String code) {
        return new RefusedEvent(event.id(), name, event.subject().organization(), event.type(), now, code);
    }

    /** Begins no batch any more and lets one underway end for some seconds; the rest is published after the next start. */
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
            LOG.warn("interrupted while the last events were published");
        }
    }
}
