package io.fleetport.application.stream;

import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.StreamReader;
import io.fleetport.application.port.out.Tracing;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one shard's entries to the intake and remembers, in their order, which of them are not durable yet: as many as the
 * intake has room for.
 */
final class ShardIntake implements StreamReader.ShardConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(ShardIntake.class);
    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final String shard;
    private final IngestTelemetry intake;
    private final EntryForm form;
    private final OrganizationId operator;
    private final Clock clock;
    private final ConsumptionMeters meters;
    private final Tracing tracing;

    /** In the shard's order; also the lock of who waits for them. */
    private final Deque<Open> open = new ArrayDeque<>();

    private volatile boolean stopped;

    /** An entry, and how many of its deliveries are not settled. */
    private record Open(String position, AtomicInteger unsettled) {
        boolean isDurable() {
            return unsettled.get() == 0;
        }
    }

    ShardIntake(
            String shard,
            IngestTelemetry intake,
            EntryForm form,
            OrganizationId operator,
            Clock clock,
            ConsumptionMeters meters,
            Tracing tracing) {
        this.shard = shard;
        this.intake = intake;
        this.form = form;
        this.operator = operator;
        this.clock = clock;
        this.meters = meters;
        this.tracing = tracing;
    }

    @Override
    public void take(List<StreamReader.Entry> entries) throws InterruptedException {
        boolean all = false;
        try {
            for (StreamReader.Entry entry : entries) {
                take(entry);
            }
            all = true;
        } finally {
            // Behind one that was left out nothing may be taken, or it would be passed over for good.
            if (!all) {
                stopped = true;
            }
        }
    }

    private void take(StreamReader.Entry entry) throws InterruptedException {
        List<Delivery> deliveries = read(entry);
        Open taken = new Open(entry.position(), new AtomicInteger(deliveries.size()));
        synchronized (open) {
            open.add(taken);
        }
        for (Delivery delivery : deliveries) {
            Delivery followed = delivery.trace().isTrace() ? processed(delivery) : delivery;
            offer(followed.settledBy(outcome -> {
                followed.settlement().settled(outcome);
                settled(taken);
            }));
        }
        meters.entries.increment();
        meters.deliveries.increment(deliveries.size());
        meters.age.record(notNegative(Duration.between(entry.arrivedAt(), clock.instant())));
    }

    private Delivery processed(Delivery delivery) {
        Tracing.Span span = tracing.process(delivery, shard);
        if (!span.context().isTrace()) {
            return delivery;
        }
        return delivery.traced(span.context()).settledBy(outcome -> {
            span.end(outcome);
            delivery.settlement().settled(outcome);
        });
    }

    private static Duration notNegative(Duration age) {
        return age.isNegative() ? Duration.ZERO : age; // the stream's clock is another
    }

    private List<Delivery> read(StreamReader.Entry entry) throws InterruptedException {
        Duration pause = PATIENCE;
        while (true) {
            stopIfTold();
            try {
                return form.read(entry);
            } catch (PortUnavailable away) {
                LOG.warn("{} has to wait {} ms: {}", shard, pause.toMillis(), away.getMessage());
                Thread.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            } catch (RuntimeException unreadable) {
                meters.ownerless.increment();
                LOG.warn("an entry of {} cannot be read, nor whose it is: a dead letter of the operator", shard);
                return List.of(
                        OwnEntries.unusable(new StationKey(operator, new StationId("stream")), entry, unreadable));
            }
        }
    }

    private void offer(Delivery delivery) throws InterruptedException {
        @Nullable CountDownLatch room = null;
        while (!intake.offer(delivery)) {
            stopIfTold();
            if (room == null || room.getCount() == 0) {
                room = new CountDownLatch(1);
                intake.whenRoom(delivery.subject(), room::countDown);
            }
            // An intake that is ending tells nobody, so this looks again by itself.
            room.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void stopIfTold() throws InterruptedException {
        if (stopped) {
            throw new InterruptedException("the shard is not to be read any more");
        }
    }

    private void settled(Open entry) {
        if (entry.unsettled().decrementAndGet() == 0) {
            synchronized (open) {
                open.notifyAll();
            }
        }
    }

    @Override
    public Optional<String> durable() {
        @Nullable String last = null;
        synchronized (open) {
            while (!open.isEmpty() && open.getFirst().isDurable()) {
                last = open.removeFirst().position();
            }
        }
        return Optional.ofNullable(last);
    }

    @Override
    public boolean awaitDurable(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        synchronized (open) {
            while (!stopped && !open.stream().allMatch(Open::isDurable)) {
                long left = until - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(open, left);
            }
        }
        return !stopped; // one that was left out is in none of them
    }

    @Override
    public void stop() {
        stopped = true;
        synchronized (open) {
            open.notifyAll();
        }
    }
}
